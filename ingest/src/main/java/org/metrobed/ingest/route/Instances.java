package org.metrobed.ingest.route;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The number of an instance among several, which divide ordered filters and share the shared ones. Immutable.
 *
 * @param number number of this instance, from 1
 * @param count number of instances, at least {@code number}
 */
public record Instances(int number, int count) {

    /** A single instance. */
    public static final Instances ONE = new Instances(1, 1);

    public Instances {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("instance " + number + " is not one of 1 to " + count);
        }
    }

    /** Whether it is the only instance. */
    public boolean isAlone() {
        return count == 1;
    }

    /** Whether it is the instance for tasks that must be done once. */
    public boolean isFirst() {
        return number == 1;
    }

    /** The client id of this instance: its session at the broker. */
    public String clientId(String base) {
        return isAlone() ? base : base + "-" + number;
    }

    /** Whether this instance owns an index of a list that never changes while the instances run. */
    boolean ownsPlace(int place) {
        return place % count == number - 1;
    }

    /**
     * Whether this instance owns a filter, independent of other filters, so that a filter keeps its instance when
     * another is added or removed.
     */
    boolean ownsFilter(String filter) {
        CRC32 hash = new CRC32();
        hash.update(filter.getBytes(StandardCharsets.UTF_8));
        return ownsPlace((int) (hash.getValue() % count));
    }
}
