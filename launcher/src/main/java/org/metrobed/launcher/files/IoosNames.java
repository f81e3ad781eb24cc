package org.metrobed.launcher.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.analysis.quality.AttenuatedSignal;
import org.metrobed.analysis.quality.Climatology;
import org.metrobed.analysis.quality.DuplicateTimestamp;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TimeGap;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.TestParams;

/**
 * Maps the names of tests and parameters of {@code ioos_qc}, and the few additional names of Metrobed, to the
 * parameters of the quality tests. The record of a test describes its parameters. Static functions only.
 */
public final class IoosNames {

    private static final double HOUR_SECONDS = 3_600;
    private static final String NEVER = ".inf";
    /** The default of a required key. */
    private static final String NEEDED = null;

    /**
     * A parameter with its name in the file.
     *
     * @param component the name of the record component; with a dot, a component of a nested record
     * @param otherwise the default; null if the key is required
     * @param inHours whether a duration is in hours (the reference uses only whole seconds of it); otherwise it is in
     *     seconds
     */
    private record Alias(String key, String component, String otherwise, boolean inHours) {
        static Alias of(String key, String component, String otherwise) {
            return new Alias(key, component, otherwise, false);
        }
    }

    /** The behavior of the reference where Metrobed has an option. */
    private static final Map<String, Object> OF_REFERENCE = Map.of(
            "firstInherits", true, "afterInfinite", true, "wholeGroup", true, "maxRows", Integer.MAX_VALUE, "per", 1.0);

    private static final Map<QualityTest<?, ?>, List<Alias>> ALIASES = Map.of(
            GrossRange.TEST,
            List.of(Alias.of("fail_span", "fail", NEEDED), Alias.of("suspect_span", "suspect", "open")),
            Spike.TEST,
            List.of(
                    Alias.of("suspect_threshold", "suspect", "0"),
                    Alias.of("fail_threshold", "fail", "0"),
                    Alias.of("method", "method", "average")),
            RateOfChange.TEST,
            List.of(
                    Alias.of("threshold", "suspect", NEEDED),
                    Alias.of("fail_threshold", "fail", ".nan"),
                    Alias.of("sub_second", "subSecond", "false")),
            FlatLine.TEST,
            List.of(
                    Alias.of("suspect_threshold", "suspect", NEEDED),
                    Alias.of("fail_threshold", "fail", NEEDED),
                    Alias.of("tolerance", "tolerance", "0"),
                    Alias.of("gap", "gap", NEVER),
                    Alias.of("two_values", "twoValues", "false"),
                    Alias.of("exempt_span", "except.span", "open"),
                    Alias.of("exempt_suspect_threshold", "except.suspect", NEVER),
                    Alias.of("exempt_fail_threshold", "except.fail", NEVER)),
            AttenuatedSignal.TEST,
            List.of(
                    Alias.of("suspect_threshold", "suspect", NEEDED),
                    Alias.of("fail_threshold", "fail", NEEDED),
                    Alias.of("check_type", "check", "std")),
            TimeGap.TEST,
            List.of(new Alias("suspect_span", "suspect", NEVER, true), new Alias("fail_span", "fail", "2", true)),
            DuplicateTimestamp.TEST,
            List.of(),
            Climatology.TEST,
            List.of());

    /** The tests that a file can name, with their bit positions. */
    public static final Map<String, Integer> TESTS = tests();

    private IoosNames() {}

    private static Map<String, Integer> tests() {
        Map<String, Integer> tests = new LinkedHashMap<>();
        ALIASES.keySet().stream()
                .sorted((a, b) -> Integer.compare(a.slot(), b.slot()))
                .forEach(test -> tests.put(test.info().code().replace('-', '_') + "_test", test.slot()));
        return Collections.unmodifiableMap(tests);
    }

    /** The configuration with this test added; null when no test has this name. */
    public static QualityConfig add(QualityConfig config, String name, TestFields fields) {
        return ALIASES.keySet().stream()
                .filter(test -> test.slot() == TESTS.getOrDefault(name, -1))
                .findFirst()
                .map(test -> config.with(read(test, config.intervalMicros(), fields)))
                .orElse(null);
    }

    private static TestParams read(QualityTest<?, ?> test, long intervalMicros, TestFields fields) {
        if (test == Climatology.TEST) {
            return climatology(fields);
        }
        if (test == AttenuatedSignal.TEST) {
            return attenuatedSignal(fields, fields.number("test_period"), minObservations(fields, intervalMicros));
        }
        Map<String, Object> values = values(test, fields);
        if (test == GrossRange.TEST) {
            checkWithin(values, fields);
        }
        return (TestParams) test.params().make(values);
    }

    public static AttenuatedSignal.Params attenuatedSignal(
            TestFields fields, double periodSeconds, int minObservations) {
        boolean possible = periodSeconds > 0 && periodSeconds < Double.POSITIVE_INFINITY;
        if (!possible) {
            fields.reject("test_period", "must be above 0");
        }
        Map<String, Object> values = values(AttenuatedSignal.TEST, fields);
        values.put("over", possible ? periodSeconds : 1);
        values.put("atLeast", minObservations);
        return ParamSpec.of(AttenuatedSignal.Params.class).make(values);
    }

    private static Climatology.Params climatology(TestFields fields) {
        List<Climatology.Member> members = new ArrayList<>();
        for (TestFields member : fields.maps("config")) {
            members.add(new Climatology.Member(
                    List.of(SeasonSyntax.read(member)),
                    member.has("zspan") ? depths(span(member, "zspan", "open")) : null,
                    span(member, "vspan", NEEDED),
                    span(member, "fspan", "open")));
        }
        if (members.isEmpty() && !fields.has("config")) {
            fields.reject("config", "must be given, as a list of members");
        }
        return new Climatology.Params(SeasonSyntax.zone(fields), members);
    }

    /** Values by component name. */
    private static Map<String, Object> values(QualityTest<?, ?> test, TestFields fields) {
        Map<String, Object> values = new HashMap<>(OF_REFERENCE);
        Map<String, Object> inner = new HashMap<>();
        Parameter holder = null;
        for (Alias alias : ALIASES.get(test)) {
            int dot = alias.component().indexOf('.');
            if (dot < 0) {
                values.put(alias.component(), value(parameter(test.params(), alias.component()), alias, fields));
                continue;
            }
            holder = parameter(test.params(), alias.component().substring(0, dot));
            String component = alias.component().substring(dot + 1);
            boolean isSpan = component.equals("span");
            if (!isSpan || fields.has(alias.key())) {
                inner.put(component, value(parameter(holder.inner(), component), alias, fields));
            }
        }
        if (inner.containsKey("span")) {
            values.put(holder.component(), holder.inner().make(inner));
        }
        return values;
    }

    private static Parameter parameter(ParamSpec<?> spec, String component) {
        return spec.parameters().stream()
                .filter(one -> one.component().equals(component))
                .findFirst()
                .orElseThrow();
    }

    private static Object value(Parameter parameter, Alias alias, TestFields fields) {
        return switch (parameter.kind()) {
            case SPAN -> span(fields, alias.key(), alias.otherwise());
            case FLAG -> Boolean.valueOf(word(fields, alias, List.of("false", "true")));
            case WORD ->
                parameter
                        .findWord(word(
                                fields,
                                alias,
                                parameter.words().stream().map(Parameter::word).toList()))
                        .orElseThrow();
            default -> {
                double number = alias.otherwise() == null
                        ? fields.number(alias.key())
                        : fields.number(alias.key(), TestFields.parse(alias.otherwise()));
                yield alias.inHours() ? wholeSeconds(number) : number;
            }
        };
    }

    private static void checkWithin(Map<String, Object> values, TestFields fields) {
        Span fail = (Span) values.get("fail");
        Span suspect = (Span) values.get("suspect");
        if (!suspect.isWithin(fail)) {
            fields.reject(
                    "suspect_span",
                    "[%s, %s] must lie within fail_span [%s, %s]"
                            .formatted(suspect.low(), suspect.high(), fail.low(), fail.high()));
            values.put("suspect", Span.OPEN);
        }
    }

    public static double wholeSeconds(double hours) {
        double seconds = hours * HOUR_SECONDS;
        return seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
    }

    private static int minObservations(TestFields fields, long intervalMicros) {
        if (fields.has("min_obs")) {
            return (int) fields.number("min_obs");
        }
        return (int) ((long) (fields.number("min_period", 0) * 1e6) / intervalMicros);
    }

    private static Span depths(Span span) {
        return Span.between(span.low(), span.high());
    }

    private static Span span(TestFields fields, String key, String otherwise) {
        List<String> ends = fields.texts(key);
        try {
            if (ends.size() == 2) {
                double low = TestFields.parse(ends.get(0));
                double high = TestFields.parse(ends.get(1));
                return fields.scale() == Scale.LINE ? Span.between(low, high) : new Span(low, high);
            }
        } catch (NumberFormatException e) {
            fields.reject(key, "is " + ends + ", must be [low, high]");
            return Span.OPEN;
        }
        if (otherwise == null && !fields.has(key)) {
            fields.reject(key, "must be given, as [low, high]");
        } else if (fields.has(key)) {
            fields.reject(key, "must be [low, high]");
        }
        return Span.OPEN;
    }

    private static String word(TestFields fields, Alias alias, List<String> words) {
        String word = fields.text(alias.key(), alias.otherwise());
        if (!words.contains(word)) {
            fields.reject(alias.key(), "is '" + word + "', must be " + String.join(" or ", words));
            return alias.otherwise();
        }
        return word;
    }
}
