package org.metrobed.model.limits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;

/**
 * The tests of a datastream and their parameters: a map of slots to parameters. Immutable.
 *
 * @param intervalMicros expected time between rows, microseconds, at least 1; used by tests that count rows
 * @param tests the parameters of the tests that run, in the order of their slots, one per slot
 */
public record QualityConfig(
        @Param(tag = 1) long intervalMicros, @Param(tag = 2) List<TestParams> tests) {

    /** @throws IllegalArgumentException if the interval is below 1, or a slot occurs twice */
    public QualityConfig {
        tests = tests.stream().sorted(Comparator.comparingInt(TestParams::slot)).toList();
        if (intervalMicros < 1) {
            throw new IllegalArgumentException("interval is " + intervalMicros + " us, must be at least 1");
        }
        if (tests.stream().mapToInt(TestParams::slot).distinct().count() < tests.size()) {
            throw new IllegalArgumentException("a test is there twice");
        }
    }

    /** No tests, with this time between rows. */
    public static QualityConfig ofInterval(long intervalMicros) {
        return new QualityConfig(intervalMicros, List.of());
    }

    /** This configuration with another time between rows, microseconds. */
    public QualityConfig withIntervalMicros(long micros) {
        return new QualityConfig(micros, tests);
    }

    /** This configuration with a test, which replaces one in the same slot. */
    public QualityConfig with(TestParams params) {
        List<TestParams> more = new ArrayList<>(tests);
        more.removeIf(test -> test.slot() == params.slot());
        more.add(params);
        return new QualityConfig(intervalMicros, more);
    }

    /** The parameters of a class; empty if its test does not run. */
    public <P extends TestParams> Optional<P> find(Class<P> type) {
        return tests.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The spans outside which values fail or are suspect, if the gross range test runs. */
    public Optional<Ranges> findRanges() {
        for (TestParams test : tests) { // asked for each reading
            if (test instanceof Ranges ranges) {
                return Optional.of(ranges);
            }
        }
        return Optional.empty();
    }
}
