package org.metrobed.model.params;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One parameter: a component of a record with its {@link Param}. Immutable, thread-safe. */
public final class Parameter {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(100);

    private final Param param;
    private final String component;
    private final Class<?> element;
    private final Kind kind;
    private final MethodHandle accessor;
    private final ParameterValues values;
    private final Object absent;

    Parameter(RecordComponent component, Param param) {
        this.param = param;
        this.component = component.getName();
        Class<?> type = component.getType();
        this.element = type == List.class ? elementOf(component.getGenericType()) : type;
        this.kind = Kind.of(type, element, param.unit())
                .orElseThrow(() -> new IllegalArgumentException(
                        component.getDeclaringRecord().getSimpleName() + "." + this.component + " is a " + type
                                + ", which is no parameter"));
        this.accessor = accessor(component.getAccessor());
        this.values = new ParameterValues(this.component, kind, type, element, param);
        this.absent = values.absent();
        if (absent == null && param.optional() && type.isPrimitive()) {
            throw new IllegalArgumentException(component.getDeclaringRecord().getSimpleName() + "." + this.component
                    + " is optional and must say what holds then");
        }
    }

    /** Its tag in bytes. */
    public int tag() {
        return param.tag();
    }

    /** Its name for people; empty if it is only in bytes. */
    public String name() {
        return param.name();
    }

    /** Its older names in bundles, which are deprecated. */
    public List<String> aliases() {
        return List.of(param.aliases());
    }

    /** Its meaning. */
    public String doc() {
        return param.doc();
    }

    /** The name of its component in Java. */
    public String component() {
        return component;
    }

    /** Its kind. */
    public Kind kind() {
        return kind;
    }

    /** The unit of its number. */
    public Unit unit() {
        return param.unit();
    }

    /** The type of its value; for a list, of the items. */
    public Class<?> type() {
        return element;
    }

    /** Whether it is in bundles, API and documents. */
    public boolean isPublic() {
        return !param.name().isEmpty();
    }

    /** Whether it must be stated. */
    public boolean isNeeded() {
        return param.or().isEmpty() && !param.optional();
    }

    /** Whether its number must be above 0. */
    public boolean isPositive() {
        return param.positive();
    }

    /** Whether both ends of its span may be equal. */
    public boolean mayBePoint() {
        return param.point();
    }

    /** Whether each item of its list is a key of its own in bundles. */
    public boolean isInline() {
        return param.inline();
    }

    /** Whether a bundle writes its pairs as a map. */
    public boolean isKeyed() {
        return param.keyed();
    }

    /** The parameter without which this one is not allowed; empty if there is none. */
    public String beside() {
        return param.beside();
    }

    /** Its value if it is not stated; null only for a required parameter or if absent means null. */
    public Object absent() {
        return absent;
    }

    /** Its default as a bundle would write it; empty if there is none. */
    public String or() {
        return param.or();
    }

    /** The word for an absent value. */
    public String none() {
        return values.none();
    }

    /** Its least number; for a list the fewest items, for a length in metres. */
    public double lowest() {
        return param.min().isEmpty() ? -Double.MAX_VALUE : Double.parseDouble(param.min());
    }

    /** Its largest number. */
    public double highest() {
        return param.max().isEmpty() ? Double.MAX_VALUE : Double.parseDouble(param.max());
    }

    /** Whether its numbers have tighter bounds than those of their kind. */
    public boolean isBounded() {
        return !param.min().isEmpty() || !param.max().isEmpty();
    }

    /** Its bounds, if they are tighter than those of its kind, as a bundle writes them; empty for none. */
    public String bounds() {
        if (!isBounded() || param.inline()) {
            return "";
        }
        String unit = kind == Kind.LENGTH ? " m" : kind == Kind.LIST ? " items" : "";
        if (param.min().isEmpty()) {
            return "at most " + param.max() + unit;
        }
        return param.max().isEmpty() ? "at least " + param.min() + unit : param.min() + " to " + param.max() + unit;
    }

    /** Its least duration. */
    public Duration shortest() {
        return param.min().isEmpty() ? SHORTEST : Duration.parse(param.min());
    }

    /** Its longest duration. */
    public Duration longest() {
        return param.max().isEmpty() ? LONGEST : Duration.parse(param.max());
    }

    /** The constants of its enum that a bundle can write. */
    public List<Enum<?>> words() {
        return Arrays.stream(element.getEnumConstants())
                .<Enum<?>>map(constant -> (Enum<?>) constant)
                .filter(constant -> !isWithout(constant))
                .toList();
    }

    /** Whether a bundle cannot write a constant; for a list of pairs, of the words of the pairs. */
    public boolean isWithout(Enum<?> constant) {
        return List.of(param.without()).contains(word(constant));
    }

    /** The word of a constant: its name in kebab-case. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The parameters of its records. */
    public ParamSpec<?> inner() {
        return ParamSpec.of(element.asSubclass(Record.class));
    }

    /** Whether its items are records. */
    public boolean hasRecords() {
        return element.isRecord() && kind != Kind.SPAN && kind != Kind.TESTS;
    }

    /** The value of its kind for a duration in milliseconds. */
    public Object ofMillis(long millis) {
        return values.ofMillis(millis);
    }

    /** A span of its type; NaN leaves an end open. */
    public Object spanOf(double low, double high) {
        return values.spanOf(low, high);
    }

    /** Its value in a record. */
    public Object valueIn(Record record) {
        try {
            return accessor.invoke(record);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** Its value in words, in the unit of bundles. */
    public String text(Object value) {
        return values.text(value);
    }

    /** A span in words. */
    public static String text(Ends span) {
        return ParameterValues.text(span);
    }

    /** The constant for a word. */
    public Optional<Enum<?>> findWord(String text) {
        return values.findWord(text);
    }

    private static Class<?> elementOf(Type list) {
        return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
    }

    private static MethodHandle accessor(Method method) {
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("cannot read " + method, e);
        }
    }
}
