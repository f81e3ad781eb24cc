package org.metrobed.api.thing;

import java.util.List;
import org.metrobed.api.http.ProblemException;
import org.metrobed.store.query.SeriesCursor;

/** The key (time, datastream) of a row, as parts of a cursor. Static functions only. */
public final class SeriesKey {

    /** Number of its parts. */
    public static final int PARTS = 2;

    private SeriesKey() {}

    /** The parts of a key. */
    public static List<String> parts(long micros, String datastream) {
        return List.of(Long.toString(micros), datastream);
    }

    /** The cursor of these parts. */
    public static SeriesCursor cursor(List<String> parts) {
        return new SeriesCursor(number(parts.get(0)), parts.get(1));
    }

    /**
     * A part that is a number.
     *
     * @throws ProblemException if it is invalid, because a client made it up
     */
    public static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw ProblemException.parameter("cursor", "is not a cursor of this list");
        }
    }
}
