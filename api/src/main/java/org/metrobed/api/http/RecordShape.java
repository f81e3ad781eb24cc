package org.metrobed.api.http;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
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
     * @param unit UCUM unit of its values, {@link Doc#OF_DATASTREAM} or empty
     * @param type its declared type
     * @param optional whether only some answers have it
     * @param nullable whether it can be null where its type does not say so
     * @param spread a regular expression of the field names that a map becomes; empty for other fields
     */
    public record Field(
            String name,
            String doc,
            String unit,
            Type type,
            boolean optional,
            boolean nullable,
            String spread,
            Function<Object, Object> accessor) {

        /** Its value in a view. */
        public Object value(Object view) {
            return accessor.apply(view);
        }

        /** This field as a part of the record that another field holds. */
        private Field within(Field outer) {
            return new Field(outer.name + "_" + name, doc, unit, type, optional, nullable, spread, view -> {
                Object record = outer.value(view);
                return record == null ? null : value(record);
            });
        }
    }

    private static final ClassValue<RecordShape<?>> WHOLE = new ClassValue<>() {
        @Override
        protected RecordShape<?> computeValue(Class<?> view) {
            return read(view);
        }
    };

    private final Class<R> view;
    private final List<Field> fields;
    private final Set<String> onRequestInCsv;

    private RecordShape(Class<R> view, List<Field> fields, Set<String> onRequestInCsv) {
        this.view = view;
        this.fields = List.copyOf(fields);
        this.onRequestInCsv = Set.copyOf(onRequestInCsv);
    }

    /** The shape of a view, made once for each class. */
    @SuppressWarnings("unchecked")
    public static <R> RecordShape<R> of(Class<R> view) {
        return (RecordShape<R>) WHOLE.get(view);
    }

    private static <R> RecordShape<R> read(Class<R> view) {
        return new RecordShape<>(
                view,
                Arrays.stream(view.getRecordComponents())
                        .map(RecordShape::field)
                        .toList(),
                Set.of());
    }

    /** This shape without some fields. */
    public RecordShape<R> without(Set<String> names) {
        return new RecordShape<>(
                view,
                fields.stream().filter(field -> !names.contains(field.name())).toList(),
                onRequestInCsv);
    }

    /** This shape, of which CSV has some fields only if {@code columns} names them. */
    public RecordShape<R> onRequestInCsv(Set<String> names) {
        return new RecordShape<>(view, fields, names);
    }

    /** The fields of CSV without a choice of columns. */
    RecordShape<R> ofCsv() {
        return without(onRequestInCsv);
    }

    /** These fields alone, in this order. */
    RecordShape<R> only(List<Field> chosen) {
        return new RecordShape<>(view, chosen, onRequestInCsv);
    }

    /** The fields with each nested record as its parts, {@code field_part}. */
    List<Field> leaves() {
        return fields.stream().flatMap(RecordShape::leaves).toList();
    }

    private static Stream<Field> leaves(Field field) {
        if (!(field.type() instanceof Class<?> type) || !type.isRecord()) {
            return Stream.of(field);
        }
        return of(type).fields().stream().flatMap(part -> leaves(part.within(field)));
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
                                ? keys.stream().map(key -> entry(field, key, field.unit()))
                                : Stream.of(field))
                        .toList(),
                onRequestInCsv);
    }

    /**
     * The same with a unit for each key.
     *
     * @param units UCUM unit by key, empty for none
     */
    public RecordShape<R> spread(String map, Map<String, String> units) {
        return new RecordShape<>(
                view,
                fields.stream()
                        .flatMap(field -> field.name().equals(map)
                                ? units.entrySet().stream().map(unit -> entry(field, unit.getKey(), unit.getValue()))
                                : Stream.of(field))
                        .toList(),
                onRequestInCsv);
    }

    private static Field entry(Field map, String key, String unit) {
        return new Field(
                key,
                map.doc(),
                unit,
                Double.class,
                true,
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
                doc == null ? "" : doc.unit(),
                component.getGenericType(),
                doc != null && doc.optional(),
                doc != null && doc.nullable(),
                doc == null ? "" : doc.spread(),
                function(accessor));
    }

    /** A function that calls the accessor directly: by reflection, an answer of a thousand rows would take a third longer. */
    @SuppressWarnings("unchecked")
    private static Function<Object, Object> function(Method accessor) {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle handle = lookup.unreflect(accessor);
            return (Function<Object, Object>) LambdaMetafactory.metafactory(
                            lookup,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            handle,
                            handle.type().wrap())
                    .getTarget()
                    .invoke();
        } catch (Throwable e) { // whatever a method handle declares
            throw new IllegalArgumentException(accessor + " cannot be called; the view must be public", e);
        }
    }
}
