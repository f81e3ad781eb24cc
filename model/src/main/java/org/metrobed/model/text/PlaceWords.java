package org.metrobed.model.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where something is by the name of its thing: {@code at Market Square} for {@code Air at Market Square}. The page says places alike: both are
 * tested with {@code place-words.csv}. Static functions only.
 */
public final class PlaceWords {

    /** The place that a name ends with; a name such as University of Arts is not the place Arts. */
    private static final Pattern PLACE = Pattern.compile("(?:^|\\s)((?:at|in|on) .+|of \\p{Ll}.*)$");

    private PlaceWords() {}

    /** The place with its preposition; {@code at} and the whole name if it names none; empty for an empty name. */
    public static String of(String thingName) {
        Matcher place = PLACE.matcher(thingName);
        if (place.find()) {
            return place.group(1);
        }
        return thingName.isBlank() ? "" : "at " + thingName;
    }
}
