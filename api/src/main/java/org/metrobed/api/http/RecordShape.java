package org.metrobed.api.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The fields of a view record, for writing it as JSON or CSV and for describing it. Immutable, thread-safe.
 *
 * @param <R> the view, a public record
 */
public final class RecordShape<R> {

    /**
     * A field.
     *
     * @param name in JSON and CSV
     * @param doc what it means, empty when its name says it
     * @param type its declared type
     */
    public record Field(String name, String doc, Type type, Method accessor) {

        /** Its value in a view. */
        Object value(Object view) {
            try {
                return accessor.invoke(view);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("view " + view.getClass() + " has no readable field " + name, e);
            }
        }
    }

    private final Class<R> view;
    private final List<Field> fields;

    private RecordShape(Class<R> view, List<Field> fields) {
        this.view = view;
        this.fields = List.copyOf(fields);
    }

    /** The shape of a view. */
    public static <R> RecordShape<R> of(Class<R> view) {
        return new RecordShape<>(
                view,
                Arrays.stream(view.getRecordComponents())
                        .map(RecordShape::field)
                        .toList());
    }

    /** This shape without some fields. */
    public RecordShape<R> without(Set<String> names) {
        return new RecordShape<>(
                view,
                fields.stream().filter(field -> !names.contains(field.name())).toList());
    }

    /** The view. */
    public Class<R> view() {
        return view;
    }

    /** Its fields, in order. */
    public List<Field> fields() {
        return fields;
    }

    private static Field field(RecordComponent component) {
        Doc doc = component.getAnnotation(Doc.class);
        return new Field(
                component.getName(),
                doc == null ? "" : doc.value(),
                component.getGenericType(),
                component.getAccessor());
    }
}
