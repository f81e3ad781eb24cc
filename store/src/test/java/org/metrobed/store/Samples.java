package org.metrobed.store;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.model.Severity;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.testkit.Times;

/** Rows with ordinary contents. Stateless. */
public final class Samples {

    /** The datastream of the rows. */
    public static final String DATASTREAM = "city/station/pm25";

    private static final long MINUTE_MICROS = 60_000_000;

    private Samples() {}

    /** A revision of the one-minute window that begins this number of minutes after noon. */
    public static WindowRevision window(int minute, int revision, Summary good, Summary suspect) {
        return window(DATASTREAM, minute, revision, good, suspect);
    }

    /** The same for another datastream; recorded one second after noon for each revision. */
    public static WindowRevision window(String datastream, int minute, int revision, Summary good, Summary suspect) {
        return WindowRevisionBuilder.builder()
                .datastream(datastream)
                .sizeMillis(60_000)
                .startMicros(Times.NOON_MICROS + minute * MINUTE_MICROS)
                .revision(revision)
                .recordedMillis(Times.NOON_MILLIS + revision * 1_000L)
                .intervalMillis(1_000)
                .good(good)
                .suspect(suspect)
                .notEvaluatedCount(4)
                .failCount(3)
                .missingCount(2)
                .lateCount(1)
                .catalogVersion(42)
                .build();
    }

    /** A revision of a window of some size with good readings only, recorded when it ended. */
    public static WindowRevision window(
            String datastream, long sizeMillis, long startMicros, long intervalMillis, Summary good) {
        return WindowRevisionBuilder.builder()
                .datastream(datastream)
                .sizeMillis(sizeMillis)
                .startMicros(startMicros)
                .recordedMillis(startMicros / 1_000 + sizeMillis)
                .intervalMillis(intervalMillis)
                .good(good)
                .suspect(Summary.EMPTY)
                .catalogVersion(42)
                .build();
    }

    /** The same revision as a replacement of everything recorded up to then. */
    public static WindowRevision replacing(WindowRevision revision, long recordedMillis) {
        return revision.with()
                .revision(revision.revision() + WindowRevision.REPLACING)
                .recordedMillis(recordedMillis)
                .replaces(true)
                .build();
    }

    /** The opening of an episode this number of minutes after noon. */
    public static AlertEvent opened(String alertId, int minute) {
        return event(alertId, 0, AlertEvent.Kind.OPENED, minute, 0);
    }

    /** Its end, a minute later. */
    public static AlertEvent resolved(String alertId, int minute) {
        return event(alertId, 1, AlertEvent.Kind.RESOLVED, minute, 1);
    }

    /** A dead letter at this offset, received this number of seconds after noon. */
    public static DeadLetter deadLetter(int offset, DeadLetter.Reason reason, String payloadHead) {
        return DeadLetterBuilder.builder()
                .raw(new RawPosition(0, offset, RawPosition.WHOLE_MESSAGE))
                .stage("decode")
                .reason(reason)
                .detail("it is \"broken\", \\ and all")
                .topic("metrobed/v1/city/gw/station/up")
                .decoder("native-json/1")
                .receivedMillis(Times.NOON_MILLIS + offset * 1_000L)
                .payloadBytes(123)
                .payloadHead(payloadHead)
                .catalogVersion(7)
                .build();
    }

    /** Another attempt at the same letter, refused for another reason. */
    public static DeadLetter again(DeadLetter letter, long attempt, DeadLetter.Reason reason) {
        return letter.with()
                .reason(reason)
                .catalogVersion(letter.catalogVersion() + 1)
                .attempt(attempt)
                .build();
    }

    /** The outcome of a redrive of the dead letter at this offset. */
    public static Redrive redrive(int offset, long attempt, boolean settled) {
        return new Redrive(
                new RawPosition(0, offset, RawPosition.WHOLE_MESSAGE),
                attempt,
                settled,
                settled ? 3 : 0,
                Times.NOON_MILLIS + attempt * 1_000,
                "native-json/2",
                8);
    }

    /**
     * A thing of {@code city/gw}, last heard this number of seconds after noon; its status is from {@code statusSecond}
     * after noon.
     */
    public static Liveness liveness(
            Liveness.Kind kind, String id, int second, Liveness.Status status, int statusSecond) {
        return LivenessBuilder.builder()
                .kind(kind)
                .id(id)
                .gateway(kind == Liveness.Kind.THING ? "city/gw" : "")
                .heardMillis(Times.NOON_MILLIS + second * 1_000L)
                .phenomenonMicros(second == 0 ? Long.MIN_VALUE : Times.NOON_MICROS + second * 999_999L)
                .status(status)
                .statusMillis(status == Liveness.Status.UNKNOWN ? 0 : Times.NOON_MILLIS + statusSecond * 1_000L)
                .skewMillis(second * 10L)
                .skewSamples(second)
                .build();
    }

    private static AlertEvent event(String alertId, int sequence, AlertEvent.Kind kind, int minute, int later) {
        long onset = Times.NOON_MICROS + minute * MINUTE_MICROS;
        return AlertEventBuilder.builder()
                .alertId(alertId)
                .sequence(sequence)
                .kind(kind)
                .datastream(DATASTREAM)
                .detector("high")
                .severity(Severity.WARNING)
                .onsetMicros(onset)
                .atMicros(onset + later * MINUTE_MICROS)
                .recordedMillis((onset + later * MINUTE_MICROS) / 1_000)
                .observed(30 + sequence)
                .peak(40 + sequence)
                .expectedLow(Double.NaN)
                .expectedHigh(25)
                .message("event " + sequence)
                .catalogVersion(7)
                .finding(Finding.THRESHOLD)
                .build();
    }
}
