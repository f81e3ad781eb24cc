package org.metrobed.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Severity;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.testkit.Times;

/** Rows of the test bundle, around {@link Times#NOON}. Stateless. */
final class Seeds {

    /** Number of observations of the bridge. */
    static final int BRIDGE = 120;

    private static final String STATION = "city/station/pm25";
    private static final String PARK = "city/park/pm25";
    private static final String STRAIN = "city/bridge/strain";
    private static final int STATION_ROWS = 60;
    private static final int MILLIGRAMS = 1;
    private static final Duration STEP = Duration.ofSeconds(10);

    private Seeds() {}

    /**
     * The station for ten minutes from noon (one missing, one suspect, one converted), the bridge for twenty; the park
     * has none.
     */
    static List<Observation> observations() {
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < STATION_ROWS; i++) {
            QualityFlag flag = i == 3 ? QualityFlag.MISSING : i == 5 ? QualityFlag.SUSPECT : QualityFlag.GOOD;
            double value = flag == QualityFlag.MISSING ? Double.NaN : 10 + i;
            Observation row = observation(STATION, Times.NOON.plus(STEP.multipliedBy(i)), value, flag, i);
            rows.add(i == MILLIGRAMS ? row.withStated(new StatedValue(0.011, "mg/m3")) : row);
        }
        for (int i = 0; i < BRIDGE; i++) {
            rows.add(observation(STRAIN, Times.NOON.plus(STEP.multipliedBy(i)), i, QualityFlag.GOOD, 1_000 + i));
        }
        return rows;
    }

    /** Rows between rows that were read before, received a minute after the log time of tests. */
    static List<Observation> lateObservations() {
        Instant received = Instant.ofEpochMilli(ApiFixture.AS_OF_MILLIS).plusSeconds(30);
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Observation row = observation(
                    STATION, Times.NOON.plus(STEP.multipliedBy(i)).plusSeconds(5), 1, QualityFlag.GOOD, 2_000 + i);
            rows.add(row.with()
                    .tests(TestBits.mark(row.tests(), TestBits.LATE))
                    .receivedMillis(received.toEpochMilli())
                    .build());
        }
        return rows;
    }

    /** The station's window of 12:10 in two revisions, a full one of the park, a suspect one of the bridge. */
    static List<WindowRevision> windows() {
        Instant start = Times.NOON.plus(Duration.ofMinutes(10));
        return List.of(
                window(STATION, start, 0, summary(start, 10, 10, 20), Summary.EMPTY, 0, start.plusSeconds(90)),
                window(STATION, start, 7, summary(start.plusSeconds(30), 20), Summary.EMPTY, 1, start.plusSeconds(420)),
                window(PARK, start, 0, summary(start, 1, 2, 3, 4, 5, 6), Summary.EMPTY, 0, start.plusSeconds(90)),
                window(STRAIN, start, 0, Summary.EMPTY, summary(start, 950), 0, start.plusSeconds(90)));
    }

    /** One resolved and one open episode. */
    static List<AlertEvent> alertEvents() {
        return List.of(
                event("episode-1", 0, AlertEvent.Kind.OPENED, 0, 1),
                event("episode-1", 1, AlertEvent.Kind.RESOLVED, 0, 5),
                event("episode-2", 0, AlertEvent.Kind.OPENED, 8, 9));
    }

    /** Two dead letters with different reasons. */
    static List<DeadLetter> deadLetters() {
        return List.of(
                letter(DeadLetter.Reason.MALFORMED, 1, Times.NOON_MILLIS),
                letter(DeadLetter.Reason.EMPTY, 2, Times.NOON_MILLIS + 1_000));
    }

    /** A window with values a third of a minute apart, in this order. */
    static WindowRevision window(
            String datastream,
            Instant start,
            int revision,
            Summary good,
            Summary suspect,
            long late,
            Instant recorded) {
        return WindowRevisionBuilder.builder()
                .datastream(datastream)
                .sizeMillis(60_000)
                .startMicros(Times.micros(start))
                .revision(revision)
                .recordedMillis(recorded.toEpochMilli())
                .intervalMillis(10_000)
                .good(good)
                .suspect(suspect)
                .lateCount(late)
                .build();
    }

    /** Values ten seconds apart. */
    static Summary summary(Instant from, double... values) {
        Summary summary = Summary.EMPTY;
        for (int i = 0; i < values.length; i++) {
            summary = summary.add(values[i], Times.micros(from.plus(STEP.multipliedBy(i))));
        }
        return summary;
    }

    /** An event of the station's particles, minutes after noon. */
    static AlertEvent event(String id, int sequence, AlertEvent.Kind kind, int onsetMinute, int atMinute) {
        return AlertEventBuilder.builder()
                .alertId(id)
                .sequence(sequence)
                .kind(kind)
                .datastream(STATION)
                .detector("high")
                .severity(Severity.WARNING)
                .onsetMicros(Times.afterNoonMicros(Duration.ofMinutes(onsetMinute)))
                .atMicros(Times.afterNoonMicros(Duration.ofMinutes(atMinute)))
                .recordedMillis(Times.NOON.plus(Duration.ofMinutes(atMinute)).toEpochMilli())
                .observed(60)
                .peak(70)
                .expectedLow(Double.NaN)
                .expectedHigh(50)
                .message("Fine particles above 50 ug/m3 for a minute")
                .finding(Finding.THRESHOLD)
                .build();
    }

    private static Observation observation(
            String datastream, Instant time, double value, QualityFlag flag, long offset) {
        return ObservationBuilder.builder()
                .datastream(datastream)
                .phenomenonMicros(Times.micros(time))
                .result(value)
                .flag(flag)
                .tests(TestBits.with(Verdicts.NONE, GrossRange.TEST.slot(), flag))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, offset, 0))
                .receivedMillis(time.toEpochMilli())
                .build();
    }

    private static DeadLetter letter(DeadLetter.Reason reason, long offset, long receivedMillis) {
        return DeadLetterBuilder.builder()
                .raw(new RawPosition(0, offset, RawPosition.WHOLE_MESSAGE))
                .stage("decode")
                .reason(reason)
                .detail("the payload is not JSON")
                .topic("metrobed/v1/city/gateway/station/up")
                .decoder("native-json/1")
                .receivedMillis(receivedMillis)
                .payloadBytes(3)
                .payloadHead("abc")
                .build();
    }
}
