package org.metrobed.stream.anomaly;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.model.Verdicts;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;

/** Arrivals of some weeks with faults of all kinds; the same seed gives the same arrivals. */
final class RandomArrivals {

    static final AnomalyDetection MONITOR = new AnomalyDetection(
            true, Severity.CRITICAL, "Particles", "ug/m3", ZoneId.of("Europe/Vienna"), new Site(48.2, 16.3));
    static final long STEP_MILLIS = 300_000;
    /** Monday 2026-01-05T00:00Z. */
    static final long START_MILLIS = 1_767_571_200_000L;

    private static final int DAY = 288;

    private final Random random;
    private final List<CleanedStep> arrivals = new ArrayList<>();

    private RandomArrivals(long seed) {
        random = new Random(seed);
    }

    static DatastreamSettings settings(long intervalMillis) {
        DatastreamSettings plain = Steps.settings(0, 130);
        return new DatastreamSettings(
                        Steps.DATASTREAM,
                        7,
                        intervalMillis,
                        0,
                        2 * intervalMillis,
                        plain.quality(),
                        plain.sentinels(),
                        List.of())
                .withAnomalyDetection(MONITOR);
    }

    static CleanedStep arrival(long timeMillis, long receivedMillis, double value, DatastreamSettings settings) {
        QualityFlag flag = value > 1_000 ? QualityFlag.FAIL : QualityFlag.GOOD;
        Observation observation = ObservationBuilder.builder()
                .datastream(Steps.DATASTREAM)
                .phenomenonMicros(timeMillis * 1_000)
                .result(value)
                .flag(Double.isNaN(value) ? QualityFlag.MISSING : flag)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, receivedMillis, 0))
                .receivedMillis(receivedMillis)
                .catalogVersion(7)
                .build();
        return new CleanedStep(
                Steps.DATASTREAM, observation, false, timeMillis * 1_000, false, receivedMillis, settings);
    }

    /** Twelve days, the last five of them with faults. */
    static List<CleanedStep> of(long seed, long intervalMillis) {
        RandomArrivals made = new RandomArrivals(seed);
        DatastreamSettings settings = settings(intervalMillis);
        long readings = 12 * DAY * STEP_MILLIS / intervalMillis;
        int left = 0;
        int fault = 0;
        for (long i = 0; i < readings; i++) {
            if (left-- == 0) {
                fault = fault > 0 || i < readings * 7 / 12 ? 0 : 1 + made.random.nextInt(7);
                left = (int) ((24 + made.random.nextInt(60)) * STEP_MILLIS / intervalMillis);
            }
            made.add(START_MILLIS + i * intervalMillis, fault, settings);
        }
        return made.arrivals;
    }

    private void add(long time, int fault, DatastreamSettings settings) {
        double day = Math.cos(2 * Math.PI * (time - START_MILLIS) / (DAY * STEP_MILLIS));
        double value = 100 - 50 * day + 3 * random.nextGaussian();
        long received = Math.max(
                time + 500 + random.nextInt(900),
                arrivals.isEmpty() ? 0 : arrivals.get(arrivals.size() - 1).logMillis());
        switch (fault) {
            case 1 -> {} // a dropout
            case 2 -> arrivals.add(arrival(time - 3_600_000, received, value, settings));
            case 3 -> {
                arrivals.add(arrival(time, received, value, settings));
                arrivals.add(arrival(time, received + 20, value, settings));
            }
            case 4 -> arrivals.add(arrival(time, received, value + 150, settings));
            case 5 -> arrivals.add(arrival(time, received, 77, settings));
            case 6 -> arrivals.add(arrival(time, received, 5_000, settings));
            case 7 -> arrivals.add(arrival(time, received, random.nextInt(3) == 0 ? Double.NaN : value, settings));
            default -> arrivals.add(arrival(time, received, value, settings));
        }
    }
}
