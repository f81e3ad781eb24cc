package org.metrobed.stream.decode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.ValueWords;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

/**
 * The readings of one message with the datastreams that they name. Texts become numbers by the words of the binding; refused
 * readings and texts without a number become dead letters. Several different values of one datastream at one time, or one value with different flags, are a fault of
 * the binding or of the device, and none of them can be told to be the right one: all become dead letters. The readings of each
 * datastream are put in order of phenomenon time, whatever their order in the message. Used once, by one thread.
 */
final class MessageReadings {

    /**
     * A reading and its field, with the clock of its message.
     *
     * @param meaning what its text or number stands for, by the binding; null if its number stands for itself
     */
    record Named(Measurement measurement, ResolvedField field, MessageClock clock, ValueWords.Meaning meaning) {

        /** Its number before it is scaled; NaN if it is missing. */
        double number() {
            return field.datastream()
                    .settings()
                    .sentinels()
                    .valueOf(meaning == null ? measurement.value() : meaning.value());
        }

        /** The marks of what its provider says of its value: its flag, and whether it is too small or too large to be stated. */
        long ofProvider() {
            boolean censored = measurement.flag().censored() || (meaning != null && meaning.censored());
            return ProviderFlag.mark(measurement.flag().flag(), number())
                    | (censored ? TestBits.CENSORED : TestBits.NONE);
        }

        /** The time stamp, as it is believed, microseconds since 1970 UTC. */
        long stampMicros() {
            return clock.stampMicros(this);
        }

        /** The begin of its interval, or its moment; without a datastream, its time stamp. Microseconds since 1970 UTC. */
        long phenomenonMicros() {
            return isStored()
                    ? field.stamp(measurement)
                            .phenomenonMicros(stampMicros(), field.target().interval())
                    : stampMicros();
        }

        private boolean isStored() {
            return !field.ignored() && field.datastream() != null;
        }
    }

    private record Place(String datastream, long micros) {}

    private final MessageClock clock;
    private final Locator.Route route;
    private final Refusals refusals;
    private final boolean refusesKept;
    private final List<Named> readings = new ArrayList<>();

    MessageReadings(RawRecord message, Locator.Route route, Refusals refusals) {
        this.clock = new MessageClock(message, route.clock());
        this.route = route;
        this.refusesKept = message.kind() == RawKind.RETAINED && !route.takesRetained();
        this.refusals = refusals;
    }

    /**
     * The readings; those of a datastream in order of phenomenon time. The others are refused.
     *
     * @param attendance receives the readings in the order of the message, where those of a thing are adjacent
     */
    List<Named> read(Decoded decoded, MessageThings attendance) {
        for (Measurement one : decoded.measurements()) {
            ResolvedField field = route.find(one.device(), one.property());
            add(one, field, field.words().code(one.value()));
        }
        int numbers = readings.size();
        decoded.rejections().forEach(this::readRejection);
        if (readings.size() > numbers) {
            readings.sort(Comparator.comparingInt(one -> one.measurement().index()));
        }
        if (refusesKept) {
            readings.removeIf(one -> one.isStored() && clock.isOfReception(one) && refuseKept(one));
        }
        if (readings.size() > 1) {
            refuseSameTimes();
        }
        readings.forEach(one -> attendance.note(one.field(), one.measurement()));
        if (readings.size() > 1) {
            putInOrder();
        }
        return readings;
    }

    /** Readings keep the order of the message if every datastream is in order there. */
    private void putInOrder() {
        if (!isRising() && !isEachInOrder()) {
            readings.sort(Comparator.comparingLong(Named::phenomenonMicros));
        }
    }

    private boolean isRising() {
        for (int i = 1; i < readings.size(); i++) {
            if (readings.get(i).phenomenonMicros() < readings.get(i - 1).phenomenonMicros()) {
                return false;
            }
        }
        return true;
    }

    private boolean isEachInOrder() {
        Map<String, Long> newest = new HashMap<>();
        return readings.stream()
                .filter(Named::isStored)
                .allMatch(one ->
                        one.phenomenonMicros() >= newest.merge(one.field().id(), one.phenomenonMicros(), Math::max));
    }

    private void add(Measurement one, ResolvedField field, ValueWords.Meaning meaning) {
        Named named = new Named(one, field, clock, meaning);
        clock.note(named);
        readings.add(named);
    }

    private void readRejection(Decoded.Rejection one) {
        ResolvedField field = one.property() == null ? null : route.find(one.device(), one.property());
        if (field != null && field.ignored()) {
            return;
        }
        boolean isText = one.word() != null && field != null;
        Optional<FieldWords.Spoken> spoken = isText ? field.words().read(one.word()) : Optional.empty();
        if (spoken.isPresent()) {
            ValueWords.Meaning meaning = spoken.get().meaning();
            add(one.reading(meaning.value(), spoken.get().unit()), field, meaning);
            return;
        }
        String unknown =
                isText ? field.words().unknown(one.property(), one.word().text()) : null;
        refusals.add("decode", one.index(), one.reason(), unknown == null ? one.detail() : unknown);
    }

    /** The broker may have kept it for years, and sends it at each new subscription. */
    private boolean refuseKept(Named one) {
        refusals.add(
                "locate",
                one.measurement().index(),
                Reason.RETAINED,
                "the broker had kept this message, and its reading of "
                        + one.field().id()
                        + " has no time of its own; 'retained: received' in the binding takes such readings as of the time"
                        + " of the subscription");
        return true;
    }

    private void refuseSameTimes() {
        Map<Place, Named> first = new HashMap<>();
        Set<Place> contested = new HashSet<>(0);
        for (Named one : readings) {
            if (one.isStored()) {
                Named other = first.putIfAbsent(place(one), one);
                if (other != null && value(other).isEmpty()) {
                    first.put(place(one), one); // its unit is refused, so it contests nothing
                } else if (other != null
                        && value(one).isPresent()
                        && !(value(one).equals(value(other)) && one.ofProvider() == other.ofProvider())) {
                    contested.add(place(one));
                }
            }
        }
        if (!contested.isEmpty()) {
            readings.removeIf(one -> one.isStored()
                    && contested.contains(place(one))
                    && value(one).isPresent()
                    && refuse(one));
        }
    }

    private static Place place(Named one) {
        return new Place(one.field().id(), one.phenomenonMicros());
    }

    private static OptionalDouble value(Named one) {
        return one.field().value(one.number(), one.measurement().unit());
    }

    private boolean refuse(Named one) {
        boolean received = one.measurement().phenomenonMicros() == Measurement.NO_TIME;
        String time = received ? "no time" : "the time " + Instant.EPOCH.plus(one.stampMicros(), ChronoUnit.MICROS);
        refusals.add(
                "locate",
                one.measurement().index(),
                Reason.SAME_TIME,
                "several different values or flags of " + one.field().id() + " in one message have " + time
                        + "; the samples of a block need a step or a rate, other readings a time of their own");
        return true;
    }
}
