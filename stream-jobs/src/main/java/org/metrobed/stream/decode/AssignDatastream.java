package org.metrobed.stream.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.Derivation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedValue;
import org.metrobed.stream.source.RawRecord;

/**
 * Assigns a measurement to its datastream, or refuses it. Here the time stamp becomes the phenomenon time: the begin of the
 * interval that the reading stands for. Remembers which settings it has sent. One thread.
 */
final class AssignDatastream {

    /** 2000-01-01T00:00:00Z; earlier phenomenon times are clock errors. */
    static final long EARLIEST_MICROS = 946_684_800_000_000L;
    /** Longest time that a phenomenon time may be after its reception, milliseconds. */
    static final long FUTURE_MILLIS = 60_000;

    private final DecodeOutput out;
    private final Map<String, DatastreamSettings> sent = new HashMap<>();

    AssignDatastream(DecodeOutput out) {
        this.out = out;
    }

    /** Assigns one measurement; null if it was refused. */
    Reading place(RawRecord message, ResolvedField found, Measurement measurement, long version, Refusals refusals) {
        if (found.datastream() == null) {
            refusals.add("locate", measurement.index(), Reason.UNKNOWN_DATASTREAM, unknown(found, measurement));
            return null;
        }
        if (found.datastream().settings().derivation().isDerived()) {
            refusals.add("locate", measurement.index(), Reason.DERIVED_DATASTREAM, derived(found, measurement));
            return null;
        }
        double number = found.datastream().settings().sentinels().valueOf(measurement.value());
        OptionalDouble value = found.value(number, measurement.unit());
        if (value.isEmpty()) {
            refusals.add("locate", measurement.index(), Reason.UNIT_MISMATCH, found.mismatch(measurement.unit()));
            return null;
        }
        long stamp = stampMicros(message, measurement);
        if (stamp < EARLIEST_MICROS || stamp > (message.receivedMillis() + FUTURE_MILLIS) * 1_000) {
            refusals.add(
                    "locate",
                    measurement.index(),
                    Reason.TIME_OUT_OF_RANGE,
                    "the time of " + measurement.property() + " lies before 2000 or more than a minute after its"
                            + " reception");
            return null;
        }
        StatedValue stated = found.stated(measurement.value(), measurement.unit(), Double.isNaN(number));
        long micros = phenomenonMicros(message, found, measurement);
        Reading reading = reading(
                        message, found.datastream(), micros, value.getAsDouble(), measurement.index(), version)
                .withFlag(measurement.flag());
        return give(found.target(), stated == null ? reading : reading.withStated(stated));
    }

    /** The time stamp of a measurement, as its payload states it; the received time if it states none. */
    static long stampMicros(RawRecord message, Measurement measurement) {
        return measurement.phenomenonMicros() == Measurement.NO_TIME
                ? message.receivedMillis() * 1_000
                : measurement.phenomenonMicros();
    }

    /** The phenomenon time of a measurement: the begin of its interval, or its moment; microseconds since 1970 UTC. */
    static long phenomenonMicros(RawRecord message, ResolvedField found, Measurement measurement) {
        return found.stamp(measurement)
                .phenomenonMicros(
                        stampMicros(message, measurement), found.target().interval());
    }

    /** Emits a reading of a message. */
    Reading give(RawRecord message, Target target, long micros, double value, int index, long version) {
        return give(target, reading(message, target.datastream(), micros, value, index, version));
    }

    private Reading give(Target target, Reading reading) {
        if (!target.dependents().isEmpty()) {
            copy(reading, target);
        }
        out.reading(reading);
        return reading;
    }

    private Reading reading(
            RawRecord message, Datastream datastream, long micros, double value, int index, long version) {
        return ReadingBuilder.builder()
                .datastream(datastream.id().value())
                .phenomenonMicros(micros)
                .value(value)
                .receivedMillis(message.receivedMillis())
                .redrivenMillis(message.again() == null ? 0 : message.logMillis())
                .partition(message.partition())
                .offset(message.messageOffset())
                .index(index)
                .catalogVersion(version)
                .settings(unsent(datastream.settings()))
                .build();
    }

    private static String derived(ResolvedField found, Measurement measurement) {
        Derivation derivation = found.datastream().settings().derivation();
        return found.id() + " is computed by " + derivation.product() + " from "
                + derivation.inputs().stream().map(Derivation.Input::datastream).collect(Collectors.joining(", "))
                + "; '" + measurement.property() + "' of a payload cannot be it";
    }

    /** Sends a copy to each dependent datastream; the value is NaN if its sender or its own span refuses it. */
    private void copy(Reading reading, Target target) {
        boolean plausible = reading.flag() != QualityFlag.FAIL
                && target.datastream().settings().fail().contains(reading.value());
        double seen = plausible ? reading.value() : Double.NaN;
        target.dependents().forEach(dependent -> out.copy(reading.copyFor(dependent, seen)));
    }

    private static String unknown(ResolvedField found, Measurement measurement) {
        return found.id() == null
                ? "neither topic nor payload says whose '" + measurement.property() + "' this is"
                : "the catalog has no datastream " + found.id();
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the common case and needs no comparison
    private DatastreamSettings unsent(DatastreamSettings settings) {
        DatastreamSettings before = sent.get(settings.datastream());
        if (before == settings) {
            return null;
        }
        sent.put(settings.datastream(), settings);
        boolean same = before != null
                && before.withCatalogVersion(settings.catalogVersion()).equals(settings);
        return same ? null : settings;
    }
}
