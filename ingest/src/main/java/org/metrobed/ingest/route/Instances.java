package org.metrobed.ingest.route;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Which of several instances one is: they divide the filters and share the shared ones. Immutable.
 *
 * @param number of this instance, from 1
 * @param count how many there are, at least {@code number}
 */
public record Instances(int number, int count) {

    /** The only one. */
    public static final Instances ONE = new Instances(1, 1);

    public Instances {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("instance " + number + " is not one of 1 to " + count);
        }
    }

    /** Whether there is no other one. */
    public boolean isAlone() {
        return count == 1;
    }

    /** Whether this is the one that does what must be done once. */
    public boolean isFirst() {
        return number == 1;
    }

    /** The client id of this instance: its session at the broker. */
    public String clientId(String base) {
        return isAlone() ? base : base + "-" + number;
    }

    /** Whether the place in a list that never changes while the instances run is this one's. */
    boolean ownsPlace(int place) {
        return place % count == number - 1;
    }

    /** Whether a filter is this one's, whatever others there are: so it does not move when another comes or goes. */
    boolean ownsFilter(String filter) {
        CRC32 hash = new CRC32();
        hash.update(filter.getBytes(StandardCharsets.UTF_8));
        return ownsPlace((int) (hash.getValue() % count));
    }
}
