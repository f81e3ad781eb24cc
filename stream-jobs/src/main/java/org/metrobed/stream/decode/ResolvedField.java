package org.metrobed.stream.decode;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.units.Linear;
import org.metrobed.catalog.units.Units;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.NamedState;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Thing;

/**
 * The datastream of a device's field, within one catalog version. Remembers the last conversion of units. One thread.
 */
final class ResolvedField {

    private static final int MAX_NAMED = 12;
    private static final int MAX_WORD = 64;

    private final String id;
    private final Target target;
    private final Thing thing;
    private final Binding.FieldUse use;
    private final Datastream.Stamp stamp;
    private final boolean dates;
    private final boolean validated;
    private final List<Target> feeds;
    private final FieldWords words;
    private String lastUnit;
    private Linear lastConversion;

    /**
     * The result of a lookup.
     *
     * @param id the datastream that the measurement names, null if it names none
     * @param target null if the catalog has no datastream of that id
     * @param thing the thing, null if the catalog does not have it
     * @param use how the binding uses the field
     * @param stamp the binding's meaning of time stamps, null if it has none
     * @param dates whether the times of the payload are dates without a time of day
     * @param validated whether the binding says that its values are validated
     * @param feeds datastreams that are computed from values of this one
     */
    ResolvedField(
            String id,
            Target target,
            Thing thing,
            Binding.FieldUse use,
            Datastream.Stamp stamp,
            boolean dates,
            boolean validated,
            List<Target> feeds) {
        this.id = id;
        this.target = target;
        this.thing = thing;
        this.use = use;
        this.stamp = stamp;
        this.dates = dates;
        this.validated = validated;
        this.feeds = List.copyOf(feeds);
        this.words = new FieldWords(use.words(), use.unit(), datastream());
    }

    /**
     * The meaning of a time stamp: the payload's if it says so, else the binding's, else the datastream's. If none says it, a date
     * without a time of day names the day that it begins.
     */
    Datastream.Stamp stamp(Measurement measurement) {
        if (measurement.begins()) {
            return Datastream.Stamp.BEGIN;
        }
        if (stamp != null) {
            return stamp;
        }
        DatastreamOptions options = datastream().settings().options();
        return dates && options.stamp() == null
                ? options.statistic().usualStampOfDates()
                : datastream().settings().stamp();
    }

    /** The mark of a validated value, if the approval of values decides conflicts of its datastream. */
    long approval() {
        return validated && datastream().settings().options().repeats() == Datastream.Repeats.APPROVAL
                ? TestBits.VALIDATED
                : TestBits.NONE;
    }

    String id() {
        return id;
    }

    Datastream datastream() {
        return target == null ? null : target.datastream();
    }

    /** The datastream and its dependents; null if the catalog has no datastream of that id. */
    Target target() {
        return target;
    }

    /** The id of the thing; null if the catalog does not have it. */
    String thing() {
        return thing == null ? null : thing.id();
    }

    /** The begin of the first deployment of its thing, microseconds since 1970 UTC; {@link Long#MIN_VALUE} if it is not known. */
    long deployedMicros() {
        return thing == null ? Long.MIN_VALUE : thing.deployments().get(0).fromMicros();
    }

    /** Datastreams that are computed from values of this one. */
    List<Target> feeds() {
        return feeds;
    }

    /** Whether the binding ignores the field. */
    boolean ignored() {
        return use.ignored();
    }

    /** What its texts and codes stand for. */
    FieldWords words() {
        return words;
    }

    /** Why a value is none of the states that the catalog declares; null if it is one, is missing, or none are declared. */
    String unknownState(String field, double value) {
        List<NamedState> states = datastream().settings().options().states();
        if (states.isEmpty() || Double.isNaN(value) || states.stream().anyMatch(state -> state.number() == value)) {
            return null;
        }
        return "the value of '" + Printable.text(field, MAX_WORD) + "' is " + number(value)
                + ", must be one of the states "
                + states.stream()
                        .limit(MAX_NAMED)
                        .map(state -> state.word() + " (" + number(state.number()) + ")")
                        .collect(Collectors.joining(", "))
                + (states.size() > MAX_NAMED ? ", …" : "");
    }

    private static String number(double value) {
        return Double.toString(value).replaceFirst("[.]0$", "");
    }

    /** The unit of a value after the binding's scale: the binding's, else the payload's, else the datastream's; empty if the payload leaves it empty. */
    String unit(String stated) {
        if (use.unit() != null) {
            return use.unit();
        }
        String own = target.datastream().unit();
        return stated == null || stated.equals(own) ? own : stated.isEmpty() ? "" : Units.codeOf(stated);
    }

    /** Why the unit of a value cannot be converted, and what would help. */
    String mismatch(String stated) {
        String from = unit(stated);
        if (from.isEmpty()) {
            return "a value of " + id + " has no unit, but its payload or file states units; 'unit' of the binding, or"
                    + " 'unit-if-empty' of a mapping, can say which it is";
        }
        return "the unit of " + id + " is '" + target.datastream().unit() + "', to which '" + from
                + "' cannot be converted" + Units.hint(from, target.datastream().unit());
    }

    /** A payload's number in the datastream's unit; empty if the units do not fit. */
    OptionalDouble value(double number, String stated) {
        String from = unit(stated);
        if (from.equals(target.datastream().unit())) {
            return OptionalDouble.of(
                    use.scales() ? turned(number, use.apply(number), use.scale() * number) : use.apply(number));
        }
        if (from.isEmpty()) {
            return Double.isNaN(number) || target.datastream().unit().equals("1")
                    ? OptionalDouble.of(use.apply(number))
                    : OptionalDouble.empty();
        }
        if (!from.equals(lastUnit)) {
            lastUnit = from;
            lastConversion = Units.findConversion(
                            from,
                            target.datastream().unit(),
                            target.datastream().gas())
                    .orElse(null);
        }
        return lastConversion == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(turned(
                        number, lastConversion.apply(use.apply(number)), lastConversion.apply(use.scale() * number)));
    }

    /**
     * A scaled or converted value; of a direction, within the circle.
     *
     * @param number the payload's
     * @param value scaled and offset, in the datastream's unit
     * @param scaled without the offset, in the datastream's unit
     */
    private double turned(double number, double value, double scaled) {
        return datastream().statistic().scale().moved(Math.min(Math.abs(number), Math.abs(scaled)), value);
    }

    /**
     * The value as the payload stated it, if that differs from the value: a number in another unit, a scaled number, a
     * code of the binding, or a sentinel. Its unit is the payload's. If the payload names none, it is the binding's, unless the binding scales
     * the number; then it is empty.
     *
     * @param number the payload's
     * @param unit the payload's, null if it names none
     * @param coded whether the number stands for another one or for a missing value
     * @return null if the payload stated the value itself, or no number
     */
    StatedValue stated(double number, String unit, boolean coded) {
        String ofBinding = use.scales() || use.unit() == null ? "" : use.unit();
        String named = unit == null ? ofBinding : unit;
        boolean asIs = !use.scales()
                && (named.isEmpty()
                        || Units.codeOf(named).equals(target.datastream().unit()));
        return Double.isNaN(number) || (asIs && !coded) ? null : new StatedValue(number, Printable.unit(named));
    }
}
