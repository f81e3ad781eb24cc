package org.metrobed.stream.product;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;

/** Steps of a source of products, one a minute from 2026-05-01T00:00Z; a reading's offset is its minute. */
final class Hours {

    /** 2026-05-01T00:00:00Z. */
    static final long START = 1_777_593_600_000_000L;

    static final long MINUTE = 60_000_000L;
    static final long HOUR = 60 * MINUTE;

    private Hours() {}

    /** A source with products; the input of each is the source times a scale. */
    static DatastreamSettings source(double scale, String... products) {
        List<DatastreamSettings> derived = new ArrayList<>();
        for (String product : products) {
            DatastreamSettings settings = new DatastreamSettings(
                    "tb/station/" + product,
                    1,
                    3_600_000,
                    0,
                    7_210_000,
                    QualityConfig.ofInterval(HOUR),
                    Sentinels.NONE,
                    List.of());
            derived.add(settings.withDerivation(
                    new Derivation(product, List.of(new Derivation.Input(Steps.DATASTREAM, scale, 0)))));
        }
        return Steps.settings(0, 130).withProducts(derived);
    }

    /** An on-time reading. */
    static CleanedStep minute(DatastreamSettings settings, long minute, double value) {
        return step(settings, minute, value, QualityFlag.GOOD, minute);
    }

    /** A reading, with the clock at a minute. */
    static CleanedStep step(
            DatastreamSettings settings, long minute, double value, QualityFlag flag, long clockMinute) {
        Observation observation = ObservationBuilder.builder()
                .datastream(Steps.DATASTREAM)
                .phenomenonMicros(START + minute * MINUTE)
                .result(value)
                .flag(flag)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(1, minute, 3))
                .receivedMillis(START / 1_000 + clockMinute * 60_000)
                .catalogVersion(5)
                .build();
        return new CleanedStep(
                Steps.DATASTREAM,
                observation,
                clockMinute > minute,
                START + clockMinute * MINUTE,
                false,
                START / 1_000 + clockMinute * 60_000,
                settings);
    }

    /** All sixty readings of some hours, one value per hour, and the first reading after them. */
    static List<CleanedStep> hours(DatastreamSettings settings, List<Double> oldestFirst) {
        List<CleanedStep> steps = new ArrayList<>();
        for (int hour = 0; hour < oldestFirst.size(); hour++) {
            int from = hour * 60;
            double value = oldestFirst.get(hour);
            IntStream.range(from, from + 60).forEach(minute -> steps.add(minute(settings, minute, value)));
        }
        steps.add(minute(settings, oldestFirst.size() * 60L, 0));
        return steps;
    }
}
