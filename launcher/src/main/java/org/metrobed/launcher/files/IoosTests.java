package org.metrobed.launcher.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.metrobed.analysis.quality.AttenuatedSignal;
import org.metrobed.analysis.quality.Climatology;
import org.metrobed.analysis.quality.DuplicateTimestamp;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TimeGap;
import org.metrobed.model.limits.AttenuatedSignalLimits;
import org.metrobed.model.limits.ClimatologyLimits;
import org.metrobed.model.limits.FlatLineLimits;
import org.metrobed.model.limits.FlatLinePolicy;
import org.metrobed.model.limits.GrossRangeLimits;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.RateOfChangeLimits;
import org.metrobed.model.limits.Span;
import org.metrobed.model.limits.SpikeLimits;
import org.metrobed.model.limits.TimeGapLimits;

/**
 * Reads tests and thresholds by the names of {@code ioos_qc}, and the few that are ours beside them. Static functions only.
 */
public final class IoosTests {

    private static final double HOUR_SECONDS = 3_600;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** The tests that a file can name, and their places in the bits. */
    public static final Map<String, Integer> TESTS = tests();

    private IoosTests() {}

    private static Map<String, Integer> tests() {
        Map<String, Integer> tests = new LinkedHashMap<>();
        tests.put("gross_range_test", GrossRange.TEST.slot());
        tests.put("spike_test", Spike.TEST.slot());
        tests.put("rate_of_change_test", RateOfChange.TEST.slot());
        tests.put("flat_line_test", FlatLine.TEST.slot());
        tests.put("attenuated_signal_test", AttenuatedSignal.TEST.slot());
        tests.put("climatology_test", Climatology.TEST.slot());
        tests.put("time_gap_test", TimeGap.TEST.slot());
        tests.put("duplicate_timestamp_test", DuplicateTimestamp.TEST.slot());
        return Collections.unmodifiableMap(tests);
    }

    /** The configuration with one more test; null when no test has this name. */
    public static QualityConfig add(QualityConfig config, String test, TestFields fields) {
        return switch (test) {
            case "gross_range_test" -> config.withGrossRange(grossRange(fields));
            case "spike_test" -> config.withSpike(spike(fields));
            case "rate_of_change_test" -> config.withRateOfChange(rateOfChange(fields));
            case "flat_line_test" -> config.withFlatLine(flatLine(fields));
            case "attenuated_signal_test" ->
                config.withAttenuatedSignal(attenuatedSignal(
                        fields, fields.number("test_period"), minObservations(fields, config.intervalMicros())));
            case "climatology_test" -> config.withClimatology(climatology(fields));
            case "time_gap_test" -> config.withTimeGap(timeGap(fields));
            case "duplicate_timestamp_test" -> config.withDuplicateTimestamp(true);
            default -> null;
        };
    }

    public static GrossRangeLimits grossRange(TestFields fields) {
        Span fail = span(fields, "fail_span", Span.OPEN);
        if (!fields.has("fail_span")) {
            fields.reject("fail_span", "must be given, as [low, high]");
        }
        Span suspect = span(fields, "suspect_span", Span.OPEN);
        if (!suspect.isWithin(fail)) {
            fields.reject(
                    "suspect_span",
                    "[%s, %s] must lie within fail_span [%s, %s]"
                            .formatted(suspect.low(), suspect.high(), fail.low(), fail.high()));
            suspect = Span.OPEN;
        }
        return new GrossRangeLimits(fail, suspect);
    }

    public static SpikeLimits spike(TestFields fields) {
        String method = oneOf(fields, "method", "average", "differential");
        return new SpikeLimits(
                fields.number("suspect_threshold", 0),
                fields.number("fail_threshold", 0),
                SpikeLimits.Method.valueOf(method.toUpperCase(Locale.ROOT)));
    }

    public static RateOfChangeLimits rateOfChange(TestFields fields) {
        boolean exact = oneOf(fields, "sub_second", "false", "true").equals("true");
        return new RateOfChangeLimits(fields.number("threshold"), fields.number("fail_threshold", Double.NaN), !exact);
    }

    public static FlatLineLimits flatLine(TestFields fields) {
        boolean twoValues = oneOf(fields, "two_values", "false", "true").equals("true");
        Span exempt = fields.has("exempt_span") ? span(fields, "exempt_span", Span.OPEN) : null;
        FlatLinePolicy policy = new FlatLinePolicy(
                fields.number("gap", NEVER),
                twoValues,
                exempt,
                fields.number("exempt_suspect_threshold", NEVER),
                fields.number("exempt_fail_threshold", NEVER));
        return new FlatLineLimits(
                fields.number("suspect_threshold"),
                fields.number("fail_threshold"),
                fields.number("tolerance", 0),
                policy);
    }

    public static AttenuatedSignalLimits attenuatedSignal(
            TestFields fields, double periodSeconds, int minObservations) {
        String check = oneOf(fields, "check_type", "std", "range");
        boolean possible = periodSeconds > 0 && periodSeconds < NEVER;
        if (!possible) {
            fields.reject("test_period", "must be above 0");
        }
        return new AttenuatedSignalLimits(
                fields.number("suspect_threshold"),
                fields.number("fail_threshold"),
                possible ? periodSeconds : 1,
                minObservations,
                AttenuatedSignalLimits.Check.valueOf(check.toUpperCase(Locale.ROOT)),
                Integer.MAX_VALUE);
    }

    public static ClimatologyLimits climatology(TestFields fields) {
        List<ClimatologyLimits.Member> members = new ArrayList<>();
        for (TestFields member : fields.maps("config")) {
            members.add(new ClimatologyLimits.Member(
                    List.of(SeasonSyntax.read(member)),
                    member.has("zspan") ? span(member, "zspan", Span.OPEN) : null,
                    span(member, "vspan", null),
                    span(member, "fspan", Span.OPEN)));
        }
        if (members.isEmpty()) {
            fields.reject("config", "must list at least one member");
        }
        return new ClimatologyLimits(SeasonSyntax.zone(fields), members);
    }

    /** The reference counts whole seconds, and lets the first row inherit. */
    public static TimeGapLimits timeGap(TestFields fields) {
        double failHours = fields.number("fail_span", 2);
        double suspectHours = fields.number("suspect_span", NEVER);
        return new TimeGapLimits(wholeSeconds(suspectHours), wholeSeconds(failHours), true);
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

    private static Span span(TestFields fields, String key, Span otherwise) {
        List<String> ends = fields.texts(key);
        try {
            if (ends.size() == 2) {
                return new Span(TestFields.parse(ends.get(0)), TestFields.parse(ends.get(1)));
            }
        } catch (NumberFormatException e) {
            fields.reject(key, "is " + ends + ", must be [low, high]");
            return Span.OPEN;
        }
        if (otherwise == null || fields.has(key)) {
            fields.reject(key, "must be [low, high]");
        }
        return otherwise == null ? Span.OPEN : otherwise;
    }

    private static String oneOf(TestFields fields, String key, String usual, String other) {
        String word = fields.text(key, usual);
        if (!word.equals(usual) && !word.equals(other)) {
            fields.reject(key, "is '" + word + "', must be " + usual + " or " + other);
            return usual;
        }
        return word;
    }
}
