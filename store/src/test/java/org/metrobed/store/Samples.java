package org.metrobed.store;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Finding;
import org.metrobed.model.Liveness;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.model.Severity;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
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
        return new WindowRevision(
                datastream,
                60_000,
                Times.NOON_MICROS + minute * MINUTE_MICROS,
                revision,
                Times.NOON_MILLIS + revision * 1_000L,
                60,
                good,
                suspect,
                4,
                3,
                2,
                1,
                42,
                false);
    }

    /** A revision of a window of some size with good readings only, recorded when it ended. */
    public static WindowRevision window(
            String datastream, long sizeMillis, long startMicros, int expected, Summary good) {
        return new WindowRevision(
                datastream,
                sizeMillis,
                startMicros,
                0,
                startMicros / 1_000 + sizeMillis,
                expected,
                good,
                Summary.EMPTY,
                0,
                0,
                0,
                0,
                42,
                false);
    }

    /** The same revision as a replacement of everything recorded up to then. */
    public static WindowRevision replacing(WindowRevision revision, long recordedMillis) {
        return new WindowRevision(
                revision.datastream(),
                revision.sizeMillis(),
                revision.startMicros(),
                revision.revision() + WindowRevision.REPLACING,
                recordedMillis,
                revision.expected(),
                revision.good(),
                revision.suspect(),
                revision.notEvaluatedCount(),
                revision.failCount(),
                revision.missingCount(),
                revision.lateCount(),
                revision.catalogVersion(),
                true);
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
        return new DeadLetter(
                new RawPosition(0, offset, RawPosition.WHOLE_MESSAGE),
                "decode",
                reason,
                "it is \"broken\", \\ and all",
                "metrobed/v1/city/gw/station/up",
                "native-json/1",
                Times.NOON_MILLIS + offset * 1_000L,
                123,
                payloadHead,
                7);
    }

    /** Another attempt at the same letter, refused for another reason. */
    public static DeadLetter again(DeadLetter letter, long attempt, DeadLetter.Reason reason) {
        return new DeadLetter(
                letter.raw(),
                letter.stage(),
                reason,
                letter.detail(),
                letter.topic(),
                letter.decoder(),
                letter.receivedMillis(),
                letter.payloadBytes(),
                letter.payloadHead(),
                letter.catalogVersion() + 1,
                attempt);
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
        return new Liveness(
                kind,
                id,
                kind == Liveness.Kind.THING ? "city/gw" : "",
                Times.NOON_MILLIS + second * 1_000L,
                second == 0 ? Long.MIN_VALUE : Times.NOON_MICROS + second * 999_999L,
                status,
                status == Liveness.Status.UNKNOWN ? 0 : Times.NOON_MILLIS + statusSecond * 1_000L,
                second * 10L,
                second);
    }

    private static AlertEvent event(String alertId, int sequence, AlertEvent.Kind kind, int minute, int later) {
        long onset = Times.NOON_MICROS + minute * MINUTE_MICROS;
        return new AlertEvent(
                alertId,
                sequence,
                kind,
                DATASTREAM,
                "high",
                Severity.WARNING,
                onset,
                onset + later * MINUTE_MICROS,
                (onset + later * MINUTE_MICROS) / 1_000,
                30 + sequence,
                40 + sequence,
                Double.NaN,
                25,
                "event " + sequence,
                7,
                Finding.THRESHOLD);
    }
}
