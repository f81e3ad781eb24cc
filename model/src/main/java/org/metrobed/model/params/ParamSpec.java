package org.metrobed.model.params;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of a record, from the {@link Param} annotations of its components. Made once per class, by reflection;
 * not used per reading. Immutable, thread-safe.
 */
public final class ParamSpec<R extends Record> {

    private static final ClassValue<ParamSpec<?>> SPECS = new ClassValue<>() {
        @Override
        protected ParamSpec<?> computeValue(Class<?> type) {
            return new ParamSpec<>(type.asSubclass(Record.class));
        }
    };

    private final Class<R> type;
    private final List<Parameter> parameters;
    private final Map<Integer, Parameter> byTag = new HashMap<>();
    private final MethodHandle constructor;
    private final Optional<AnyOf> anyOf;

    /**
     * The parameters of a record class.
     *
     * @throws IllegalArgumentException if a component has no {@link Param} or an unsupported type, or if a tag or
     *     name occurs twice
     */
    @SuppressWarnings("unchecked") // the class is the key
    public static <R extends Record> ParamSpec<R> of(Class<R> type) {
        return (ParamSpec<R>) SPECS.get(type);
    }

    private ParamSpec(Class<R> type) {
        this.type = type;
        this.parameters = Arrays.stream(type.getRecordComponents())
                .map(component -> parameter(type, component))
                .toList();
        for (Parameter parameter : parameters) {
            if (parameter.tag() < 1 || byTag.putIfAbsent(parameter.tag(), parameter) != null) {
                throw new IllegalArgumentException(type.getSimpleName() + "." + parameter.component() + " has the tag "
                        + parameter.tag() + ", which must be from 1 up and unique");
            }
        }
        Set<String> names = new HashSet<>();
        publics()
                .flatMap(one -> Stream.concat(Stream.of(one.name()), one.aliases().stream()))
                .filter(name -> !names.add(name))
                .forEach(name -> {
                    throw new IllegalArgumentException(type.getSimpleName() + " has the name '" + name + "' twice");
                });
        this.constructor = constructor(type);
        this.anyOf = Optional.ofNullable(type.getAnnotation(AnyOf.class));
    }

    private static Parameter parameter(Class<?> type, RecordComponent component) {
        Param param = component.getAnnotation(Param.class);
        if (param == null) {
            throw new IllegalArgumentException(type.getSimpleName() + "." + component.getName() + " has no @Param");
        }
        return new Parameter(component, param);
    }

    /** The record class. */
    public Class<R> type() {
        return type;
    }

    /** Every parameter, in the order of the components. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameters that are in bundles, API and documents. */
    public Stream<Parameter> publics() {
        return parameters.stream().filter(Parameter::isPublic);
    }

    /** The parameter with a tag; null if there is none. */
    Parameter ofTag(int tag) {
        return byTag.get(tag);
    }

    /** The rule that some of the parameters must be stated. */
    public Optional<AnyOf> anyOf() {
        return anyOf;
    }

    /**
     * A record of these values.
     *
     * @param values the stated ones, by the name of their component in Java; the others get their defaults
     * @throws IllegalArgumentException if a required one is absent, or the record refuses them
     */
    public R make(Map<String, ?> values) {
        Object[] arguments = new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            Parameter parameter = parameters.get(i);
            Object value = values.get(parameter.component());
            arguments[i] = value == null ? parameter.absent() : value;
            if (arguments[i] == null && parameter.isNeeded()) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + "." + parameter.component() + " has no value");
            }
        }
        try {
            return type.cast(constructor.invokeExact(arguments));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        }
    }

    /** A record with one value changed, by the name of its component in Java. */
    public R with(R record, String component, Object value) {
        Map<String, Object> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            values.put(parameter.component(), parameter.valueIn(record));
        }
        values.put(component, value);
        return make(values);
    }

    /** One parameter for people: its name, with a dot before the name of an inner one, and its value. */
    public record Stated(String name, String value) {}

    /** The parameters of a record for people, in the units of bundles. */
    public List<Stated> state(Record record) {
        List<Stated> stated = new ArrayList<>();
        state(record, "", stated);
        return stated;
    }

    private void state(Record record, String prefix, List<Stated> stated) {
        publics().forEach(parameter -> {
            Object value = parameter.valueIn(record);
            String name = prefix + parameter.name();
            if (parameter.kind() == Kind.RECORD) {
                if (value != null) {
                    parameter.inner().state((Record) value, name + ".", stated);
                }
            } else if (parameter.kind() == Kind.LIST) {
                ((List<?>) value).forEach(item -> stated.add(new Stated(name, itemText(parameter, item))));
            } else {
                stated.add(new Stated(name, parameter.text(value)));
            }
        });
    }

    private static String itemText(Parameter list, Object item) {
        if (!list.hasRecords()) {
            return item.toString();
        }
        if (list.isKeyed()) {
            return list.inner().parameters().stream()
                    .map(part -> part.text(part.valueIn((Record) item)))
                    .collect(Collectors.joining(" "));
        }
        StringBuilder text = new StringBuilder();
        for (Parameter part : list.inner().publics().toList()) {
            Object value = part.valueIn((Record) item);
            if (part.isInline()) {
                ((List<?>) value)
                        .forEach(pair ->
                                text.append(pairText(part, (Record) pair)).append(' '));
            } else {
                text.append(part.name()).append(' ').append(part.text(value)).append(' ');
            }
        }
        return text.toString().strip();
    }

    /** A word and its span. */
    private static String pairText(Parameter pairs, Record pair) {
        List<Parameter> both = pairs.inner().parameters();
        return Parameter.word((Enum<?>) both.get(0).valueIn(pair)) + " "
                + both.get(1).text(both.get(1).valueIn(pair));
    }

    /** One parameter for documents: its name, with a dot before the name of an inner one. */
    public record Description(String name, Parameter parameter) {}

    /** Every parameter that bundles know, those of inner records behind that which holds them. */
    public List<Description> describe() {
        List<Description> described = new ArrayList<>();
        describe("", described, new HashSet<>());
        return described;
    }

    private void describe(String prefix, List<Description> described, Set<Class<?>> above) {
        if (!above.add(type)) {
            return;
        }
        publics().forEach(parameter -> {
            if (parameter.isInline()) {
                parameter.inner().parameters().get(0).words().stream()
                        .filter(word -> !parameter.isWithout(word))
                        .forEach(word -> described.add(new Description(prefix + Parameter.word(word), parameter)));
            } else if (parameter.hasRecords() && !parameter.isKeyed()) {
                boolean list = parameter.kind() == Kind.LIST;
                if (list) {
                    described.add(new Description(prefix + parameter.name(), parameter));
                }
                parameter.inner().describe(prefix + parameter.name() + (list ? "[]." : "."), described, above);
            } else {
                described.add(new Description(prefix + parameter.name(), parameter));
            }
        });
        above.remove(type);
    }

    private static MethodHandle constructor(Class<? extends Record> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make a " + type.getSimpleName(), e);
        }
    }
}
