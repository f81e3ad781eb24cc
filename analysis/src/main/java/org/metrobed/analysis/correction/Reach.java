package org.metrobed.analysis.correction;

import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.params.Kind;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.TestParams;

/** How far a reading can influence the verdicts of others. Static functions only. */
public final class Reach {

    /** Rows before and after a reading that tests without a duration look at, with some to spare. */
    public static final int ROWS = 4;

    /** The longest reach, microseconds; that of the deduplication retention. */
    public static final long LONGEST_MICROS = 48 * 3_600_000_000L;

    private Reach() {}

    /** The longest duration of a test and some readings more, microseconds. */
    public static long micros(DatastreamSettings settings) {
        long longest = settings.quality().tests().stream()
                .mapToLong(Reach::longestMicros)
                .max()
                .orElse(0);
        return Math.min(LONGEST_MICROS, longest + ROWS * settings.quality().intervalMicros());
    }

    private static long longestMicros(TestParams params) {
        return ParamSpec.of(((Record) params).getClass()).parameters().stream()
                .filter(parameter -> parameter.kind() == Kind.DURATION)
                .mapToLong(parameter -> micros(parameter, (Record) params))
                .max()
                .orElse(0);
    }

    private static long micros(Parameter parameter, Record params) {
        double number = ((Number) parameter.valueIn(params)).doubleValue();
        double micros = number * (parameter.valueIn(params) instanceof Long ? 1e3 : 1e6);
        return Double.isNaN(micros) || Double.isInfinite(micros) ? 0 : (long) Math.min(micros, LONGEST_MICROS);
    }
}
