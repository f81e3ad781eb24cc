package org.metrobed.topics;

import java.util.regex.Pattern;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;

/**
 * An alarm of the system in the raw log: the bytes of an alert event. What is read is bounded, because whoever may write to
 * the log may write anything. Static functions only.
 */
public final class RawAlarm {

    /** The beginning of the pseudo-datastreams of the system; the name of a part follows. */
    public static final String DATASTREAMS = "metrobed/pipeline/";

    private static final Pattern DATASTREAM = Pattern.compile(DATASTREAMS + "[a-z][a-z0-9-]{0,62}");
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern DETECTOR = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int LONGEST_MESSAGE = 2_000;
    /** The year 9999. */
    private static final long LAST_MICROS = 253_402_300_800_000_000L;

    private static final AlertEventCodec CODEC = new AlertEventCodec();

    private RawAlarm() {}

    /** The value of a record of kind {@link RawKind#ALARM}. */
    public static byte[] encode(AlertEvent event) {
        return CODEC.encode(event);
    }

    /**
     * Reads such a value.
     *
     * @throws IllegalArgumentException if it is no alert event of the system; the message names the rule
     */
    public static AlertEvent decode(byte[] value) {
        AlertEvent event = CODEC.decode(value);
        require(DATASTREAM.matcher(event.datastream()).matches(), "its datastream is not of the system");
        require(ID.matcher(event.alertId()).matches(), "its id is not a UUID");
        require(DETECTOR.matcher(event.detector()).matches(), "its detector is not a name");
        require(event.sequence() >= 0, "its sequence is negative");
        require(event.onsetMicros() >= 0 && event.onsetMicros() < LAST_MICROS, "its onset is out of range");
        require(
                event.message().length() <= LONGEST_MESSAGE && event.message().indexOf('\0') < 0,
                "its message is longer than " + LONGEST_MESSAGE + " characters or has U+0000");
        return event.with()
                .catalogVersion(-1)
                .finding(Finding.certain("system"))
                .build();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("not an alarm of the system: " + otherwise);
        }
    }
}
