package org.metrobed.stream.decode;

import java.util.List;
import java.util.OptionalDouble;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Linear;
import org.metrobed.catalog.Units;
import org.metrobed.core.model.Datastream;

/** Where a field of a device belongs, within one catalog version. Remembers the last conversion of units. One thread. */
final class Found {

    private final String id;
    private final Datastream datastream;
    private final String thing;
    private final Binding.FieldUse use;
    private final List<String> watchers;
    private String lastUnit;
    private Linear lastConversion;

    /**
     * The outcome of a search.
     *
     * @param id the datastream that the measurement names, null when it names none
     * @param datastream null when the catalog has none of that id
     * @param thing the thing, null when the catalog has none
     * @param use what the binding does with the field
     * @param watchers the datastreams that are held against it
     */
    Found(String id, Datastream datastream, String thing, Binding.FieldUse use, List<String> watchers) {
        this.id = id;
        this.datastream = datastream;
        this.thing = thing;
        this.use = use;
        this.watchers = watchers;
    }

    String id() {
        return id;
    }

    Datastream datastream() {
        return datastream;
    }

    String thing() {
        return thing;
    }

    /** The datastreams that are held against it. */
    List<String> watchers() {
        return watchers;
    }

    /** Whether the binding passes the field over. */
    boolean ignored() {
        return use.ignored();
    }

    /** The unit of a value after the binding's scale: the binding's, else the payload's, else the datastream's. */
    String unit(String stated) {
        if (use.unit() != null) {
            return use.unit();
        }
        return stated == null ? datastream.unit() : stated;
    }

    /** A payload's number in the datastream's unit; empty when the units do not fit. */
    OptionalDouble value(double number, String stated) {
        double scaled = use.apply(number);
        String from = unit(stated);
        if (from.equals(datastream.unit())) {
            return OptionalDouble.of(scaled);
        }
        if (!from.equals(lastUnit)) {
            lastUnit = from;
            lastConversion = Units.findConversion(from, datastream.unit()).orElse(null);
        }
        return lastConversion == null ? OptionalDouble.empty() : OptionalDouble.of(lastConversion.apply(scaled));
    }
}
