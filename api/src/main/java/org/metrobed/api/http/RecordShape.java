package org.metrobed.api.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
     * @param doc its meaning, empty if its name says it
     * @param type its declared type
     * @param optional whether only some answers have it
     * @param spread a regular expression of the field names that a map becomes; empty for other fields
     */
    public record Field(
            String name, String doc, Type type, boolean optional, String spread, Function<Object, Object> accessor) {

        /** Its value in a view. */
        Object value(Object view) {
            return accessor.apply(view);
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

    /**
     * This shape with one field for each key in the place of a map from key to number.
     *
     * @param map the map's name
     */
    public RecordShape<R> spread(String map, List<String> keys) {
        return new RecordShape<>(
                view,
                fields.stream()
                        .flatMap(field -> field.name().equals(map)
                                ? keys.stream().map(key -> entry(field, key))
                                : Stream.of(field))
                        .toList());
    }

    private static Field entry(Field map, String key) {
        return new Field(
                key,
                map.doc(),
                Double.class,
                true,
                "",
                view -> map.value(view) instanceof Map<?, ?> entries ? entries.get(key) : null);
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
        Method accessor = component.getAccessor();
        return new Field(
                component.getName(),
                doc == null ? "" : doc.value(),
                component.getGenericType(),
                doc != null && doc.optional(),
                doc == null ? "" : doc.spread(),
                view -> read(accessor, view));
    }

    private static Object read(Method accessor, Object view) {
        try {
            return accessor.invoke(view);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(view.getClass() + " has no readable " + accessor.getName(), e);
        }
    }
}
