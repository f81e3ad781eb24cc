package org.metrobed.stream.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.Derivation;
import org.metrobed.model.StatedValue;
import org.metrobed.stream.source.RawRecord;

/**
 * Assigns a measurement to its datastream, or refuses it. Here the time stamp becomes the phenomenon time: the begin of the
 * interval that the reading stands for. Remembers which settings it has sent. One thread.
 */
final class AssignDatastream {

    private final DecodeOutput out;
    private final Map<String, Sent> sent = new HashMap<>();

    /** The settings that were sent last, with the order and the log time of the reading that they came with. */
    private record Sent(DatastreamSettings settings, long orderedFromMillis, long logMillis) {}

    AssignDatastream(DecodeOutput out) {
        this.out = out;
    }

    /** Assigns one measurement; null if it was refused. */
    Reading place(Received received, MessageReadings.Named named, Refusals refusals) {
        ResolvedField found = named.field();
        Measurement measurement = named.measurement();
        if (found.datastream() == null) {
            refusals.add("locate", measurement.index(), Reason.UNKNOWN_DATASTREAM, unknown(found, measurement));
            return null;
        }
        if (found.datastream().settings().derivation().isDerived()) {
            refusals.add("locate", measurement.index(), Reason.DERIVED_DATASTREAM, derived(found, measurement));
            return null;
        }
        double number = named.number();
        OptionalDouble value = found.value(number, measurement.unit());
        if (value.isEmpty()) {
            refusals.add("locate", measurement.index(), Reason.UNIT_MISMATCH, found.mismatch(measurement.unit()));
            return null;
        }
        String unknownState = found.unknownState(measurement.property(), value.getAsDouble());
        if (unknownState != null) {
            refusals.add("locate", measurement.index(), Reason.UNKNOWN_STATE, unknownState);
            return null;
        }
        if (named.clock().isImpossible(named.stampMicros())) {
            refusals.add(
                    "locate",
                    measurement.index(),
                    Reason.TIME_OUT_OF_RANGE,
                    "the time of " + measurement.property() + " lies before 2000 or more than a minute after its"
                            + " reception; 'clock' of the binding can take the received time");
            return null;
        }
        StatedValue stated =
                found.stated(measurement.value(), measurement.unit(), Double.compare(number, measurement.value()) != 0);
        Reading reading = reading(received, found.target())
                .phenomenonMicros(named.phenomenonMicros())
                .value(value.getAsDouble())
                .index(measurement.index())
                .marks(named.clock().found(named) | named.ofProvider() | found.approval())
                .stated(stated)
                .build();
        return give(found.target(), reading);
    }

    /** Emits a reading of a message. */
    Reading give(Target target, Reading reading) {
        if (!target.dependents().isEmpty()) {
            copy(reading, target);
        }
        out.reading(reading);
        return reading;
    }

    /** A reading of a message; time, value and index are still to be filled in. */
    ReadingBuilder reading(Received received, Target target) {
        RawRecord message = received.message();
        long orderedFrom = received.usesItsKey()
                ? Math.max(target.orderedFromMillis(), message.orderedFromMillis())
                : Reading.NEVER;
        return ReadingBuilder.builder()
                .datastream(target.datastream().id().value())
                .receivedMillis(message.receivedMillis())
                .redrivenMillis(message.again() == null ? 0 : message.logMillis())
                .partition(message.partition())
                .offset(message.messageOffset())
                .catalogVersion(received.catalogVersion())
                .orderedFromMillis(orderedFrom)
                .settings(unsent(target.datastream().settings(), orderedFrom, message.logMillis()));
    }

    private static String derived(ResolvedField found, Measurement measurement) {
        Derivation derivation = found.datastream().settings().derivation();
        return found.id() + " is computed by " + derivation.product() + " from "
                + derivation.inputs().stream().map(Derivation.Input::datastream).collect(Collectors.joining(", "))
                + "; '" + measurement.property() + "' of a payload cannot be it";
    }

    /** Sends a copy to each dependent datastream; the value is NaN if its sender or its own span refuses it. */
    private void copy(Reading reading, Target target) {
        boolean plausible = !ProviderFlag.isFail(reading.marks())
                && target.datastream().settings().fail().contains(reading.value());
        double seen = plausible ? reading.value() : Double.NaN;
        target.dependents().forEach(dependent -> out.copy(reading.copyFor(dependent, seen)));
    }

    private static String unknown(ResolvedField found, Measurement measurement) {
        return found.id() == null
                ? "neither topic nor payload says whose '" + measurement.property() + "' this is"
                : "the catalog has no datastream " + found.id();
    }

    /**
     * The settings to send. Readings that come in any order bring them always: others may have been sent in between. So does one that is
     * before the reading that brought them, because it may be taken first.
     */
    @SuppressWarnings("ReferenceEquality") // the same object is the common case and needs no comparison
    private DatastreamSettings unsent(DatastreamSettings settings, long orderedFrom, long logMillis) {
        Sent before = sent.get(settings.datastream());
        boolean goesOn = before != null
                && before.orderedFromMillis() == orderedFrom
                && orderedFrom != Reading.NEVER
                && before.logMillis() <= logMillis;
        if (goesOn && before.settings() == settings) {
            return null;
        }
        sent.put(settings.datastream(), new Sent(settings, orderedFrom, logMillis));
        boolean same = goesOn
                && before.settings()
                        .withCatalogVersion(settings.catalogVersion())
                        .equals(settings);
        return same ? null : settings;
    }
}
