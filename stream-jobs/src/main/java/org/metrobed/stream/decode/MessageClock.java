package org.metrobed.stream.decode;

import java.util.HashMap;
import java.util.Map;
import org.metrobed.analysis.quality.PlausibleTime;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.Binding;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.model.QualityFlag;
import org.metrobed.stream.source.RawRecord;

/**
 * The time stamps of one message as they are believed. If the binding replaces the others, the newest one of each device
 * becomes the received time, and those before it keep their distance from it as far as this is believed. A redriven
 * message may have a correction, which is applied first. One thread.
 */
final class MessageClock {

    /** 2000-01-01T00:00:00Z; earlier phenomenon times are clock errors. */
    static final long EARLIEST_MICROS = 946_684_800_000_000L;
    /** Longest time that a phenomenon time may be after its reception, milliseconds. */
    static final long FUTURE_MILLIS = 60_000;

    private static final long MOST_TRUST_MICROS = Long.MAX_VALUE;

    private final long receivedMicros;
    private final long correctionMicros;
    private final Binding.Clock clock;
    private final long trustMicros;
    private Map<String, Long> newestWrong = Map.of();

    MessageClock(RawRecord message, Binding.Clock clock) {
        this.receivedMicros = message.receivedMicros();
        this.correctionMicros = message.again() == null ? 0 : message.again().clockMillis() * 1_000;
        this.clock = clock;
        this.trustMicros = clock.trustMillis() == Binding.Clock.ANY ? MOST_TRUST_MICROS : clock.trustMillis() * 1_000;
    }

    /** Takes the readings of the message one by one, before any of them is asked for. */
    void note(MessageReadings.Named one) {
        Measurement measurement = one.measurement();
        if (clock.replaces() && isStated(measurement) && !isBelieved(corrected(measurement), one)) {
            if (newestWrong.isEmpty()) {
                newestWrong = new HashMap<>();
            }
            newestWrong.merge(device(measurement), corrected(measurement), Math::max);
        }
    }

    /** Whether the time stamp of a measurement is that of the reception of its message, or counted from it. */
    boolean isOfReception(MessageReadings.Named one) {
        return !isStated(one.measurement()) || stampMicros(one) != corrected(one.measurement());
    }

    /** The time stamp of a measurement, microseconds since 1970 UTC; the received time if it states none. */
    long stampMicros(MessageReadings.Named one) {
        if (!isStated(one.measurement())) {
            return receivedMicros;
        }
        long stamp = corrected(one.measurement());
        Long newest = newestWrong.get(device(one.measurement()));
        if (newest == null || isBelieved(stamp, one)) {
            return stamp;
        }
        long moved = receivedMicros - (newest - stamp);
        return isBelieved(moved, one) ? moved : receivedMicros;
    }

    /** Whether no phenomenon time can be this one. */
    boolean isImpossible(long stampMicros) {
        return stampMicros < EARLIEST_MICROS || stampMicros > receivedMicros + FUTURE_MILLIS * 1_000;
    }

    /** What is known of the clock of a measurement: {@link Reading#clock}. */
    long found(MessageReadings.Named one) {
        if (!isStated(one.measurement())) {
            return TestBits.NONE;
        }
        long stamp = stampMicros(one);
        long replaced = stamp == one.measurement().phenomenonMicros() ? TestBits.NONE : TestBits.CLOCK_REPLACED;
        return isSuspect(stamp, one.field().deployedMicros()) ? replaced | PlausibleTime.SUSPECT : replaced;
    }

    private static boolean isStated(Measurement one) {
        return one.phenomenonMicros() != Measurement.NO_TIME;
    }

    private static String device(Measurement one) {
        return one.device() == null ? "" : one.device();
    }

    private long corrected(Measurement one) {
        return one.phenomenonMicros() + correctionMicros;
    }

    /** A device that sends before its deployment, with a time before it, may have a clock that is right. */
    private boolean isBelieved(long stampMicros, MessageReadings.Named one) {
        long deployedMicros = one.field().deployedMicros();
        return !isImpossible(stampMicros)
                && !isSuspect(stampMicros, deployedMicros > receivedMicros ? Long.MIN_VALUE : deployedMicros);
    }

    private boolean isSuspect(long stampMicros, long deployedMicros) {
        return trustMicros != MOST_TRUST_MICROS
                && PlausibleTime.TEST.verdict(stampMicros, receivedMicros, trustMicros, deployedMicros)
                        == QualityFlag.SUSPECT;
    }
}
