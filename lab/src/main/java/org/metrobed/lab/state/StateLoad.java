package org.metrobed.lab.state;

import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TimeGap;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

/**
 * The readings of many datastreams over a day: values like those of fine particles, at times with jitter, with the
 * usual tests. The same number gives the same reading. Immutable, thread-safe.
 *
 * @param datastreams number of datastreams
 * @param rounds number of readings of each datastream
 * @param intervalMillis interval of a datastream's readings, milliseconds
 */
record StateLoad(int datastreams, int rounds, long intervalMillis) {

    private static final long START_MICROS = 1_777_593_600_000_000L; // 2026-05-01

    private static final AnomalyDetection MONITOR = new AnomalyDetection(
            true, Severity.WARNING, "Fine particles PM2.5", "ug/m3", ZoneId.of("Europe/Vienna"), new Site(48.2, 16.3));

    /** Parses arguments from {@link #toArguments}. */
    static StateLoad parse(List<String> arguments) {
        return new StateLoad(
                Integer.parseInt(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Long.parseLong(arguments.get(2)));
    }

    List<String> toArguments() {
        return List.of(Integer.toString(datastreams), Integer.toString(rounds), Long.toString(intervalMillis));
    }

    /** The number of readings. */
    long readings() {
        return (long) datastreams * rounds;
    }

    /** One reading; the readings of a datastream are consecutive. */
    Reading reading(long number) {
        int datastream = (int) (number / rounds);
        int round = (int) (number % rounds);
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        long micros = START_MICROS + (round * intervalMillis + random.nextLong(intervalMillis / 10 + 1)) * 1_000;
        double value = Math.round(120 * Math.exp(random.nextGaussian() / 2)) / 10.0;
        String id = "bench/thing-" + datastream / 10 + "/p" + datastream % 10;
        return ReadingBuilder.builder()
                .datastream(id)
                .phenomenonMicros(micros)
                .value(value)
                .receivedMillis(micros / 1_000 + 500)
                .redrivenMillis(0)
                .partition(0)
                .offset(number)
                .index(0)
                .catalogVersion(1)
                .settings(round == 0 ? settings(id) : null)
                .build();
    }

    private DatastreamSettings settings(String id) {
        QualityConfig quality = QualityConfig.ofInterval(intervalMillis * 1_000)
                .with(new GrossRange.Params(new Span(-5, 1_000), new Span(0, 500)))
                .with(new Spike.Params(45, 90, Spike.Method.AVERAGE))
                .with(RateOfChange.Params.perSecond(1, 2, false))
                .with(FlatLine.Params.ofGap(3_600, 10_800, 0.01, 5 * intervalMillis / 1e3))
                .with(new TimeGap.Params(600, 7_200, false));
        return new DatastreamSettings(
                        id, 1, intervalMillis, 0, 2 * intervalMillis + 10_000, quality, Sentinels.NONE, List.of())
                .withAnomalyDetection(MONITOR);
    }
}
