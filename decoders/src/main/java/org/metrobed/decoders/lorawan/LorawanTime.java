package org.metrobed.decoders.lorawan;

import com.fasterxml.jackson.databind.JsonNode;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.calendar.IsoTime;

/**
 * Reads times as LoRaWAN servers write them. They may be missing, null, empty, in year 1 (a zero value in Go), or in
 * 1970 or 1980 (a gateway without a clock). Static functions only.
 */
final class LorawanTime {

    /** 2000-01-01, microseconds since 1970 UTC; an earlier time is not plausible. */
    private static final long FIRST_MICROS = 946_684_800_000_000L;

    private static final double MIN_MILLIS = 1e11;
    private static final double MAX_MILLIS = 9e15;

    private LorawanTime() {}

    /** The microseconds of the ISO text in a node; {@link Measurement#NO_TIME} if it contains no plausible time. */
    static long micros(JsonNode text) {
        return text.isTextual() ? plausible(IsoTime.micros(text.textValue())) : Measurement.NO_TIME;
    }

    /** The first of the two that is a time. */
    static long first(long one, long other) {
        return one == Measurement.NO_TIME ? other : one;
    }

    /**
     * The microseconds of an ISO text, or of a number of seconds or milliseconds since 1970; NO_TIME if not plausible.
     */
    static long deviceMicros(JsonNode time, TimeFormat times) {
        if (!time.isNumber()) {
            long micros = time.isTextual() ? times.micros(time.textValue()) : Measurement.NO_TIME;
            return TimeFormat.isOpen(micros) ? micros : plausible(micros);
        }
        double number = time.doubleValue();
        double millis = number < MIN_MILLIS ? number * 1e3 : number;
        return millis >= 0 && millis < MAX_MILLIS ? plausible(Math.round(millis * 1e3)) : Measurement.NO_TIME;
    }

    /** Whether a node's type can hold a time or the absence of one. */
    static boolean isTime(JsonNode time, TimeFormat times) {
        return time.isMissingNode()
                || time.isNull()
                || time.isNumber()
                || (time.isTextual()
                        && (time.textValue().isBlank() || times.micros(time.textValue()) != TimeFormat.INVALID));
    }

    private static long plausible(long micros) {
        return micros >= FIRST_MICROS ? micros : Measurement.NO_TIME;
    }
}
