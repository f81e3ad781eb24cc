package org.metrobed.api.profile;

import java.util.List;
import org.metrobed.analysis.profile.ClassProfile;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.model.window.WholeCourse;

/**
 * One class of the profile of a datastream, and its key in a list by (datastream, class). Immutable.
 *
 * @param deployments number of deployments that the readings of all classes are of
 * @param held what the values that the datastream holds come to; null if it holds none, or none is known
 */
record ProfileRow(String datastream, int deployments, ClassProfile profile, WholeCourse held) {

    /** Number of parts of a key. */
    static final int PARTS = 2;

    /** Its key. */
    List<String> key() {
        return List.of(datastream, Integer.toString(profile.key()));
    }

    /** Whether it comes after a key; every row comes after an empty key. */
    boolean isAfter(List<String> key) {
        if (key.isEmpty()) {
            return true;
        }
        int order = datastream.compareTo(key.get(0));
        return order > 0 || (order == 0 && profile.key() > SeriesKey.number(key.get(1)));
    }
}
