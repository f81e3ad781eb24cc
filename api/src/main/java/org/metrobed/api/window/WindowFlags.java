package org.metrobed.api.window;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowRevision;

/** Which flags count in a window: good data, or suspect data too. */
public enum WindowFlags {
    /** Flag 1. */
    GOOD,
    /** Flags 1 and 3. */
    GOOD_AND_SUSPECT,
    /** Flag 3. */
    SUSPECT;

    /** The words of a choice: flags by name or number. */
    static final List<String> WORDS = List.of("good", "suspect", "1", "3");

    /** The choice of some {@link #WORDS}; none is good data. */
    static WindowFlags of(List<String> words) {
        Set<String> flags = new HashSet<>();
        words.forEach(word -> flags.add(word.equals("1") ? "good" : word.equals("3") ? "suspect" : word));
        if (flags.isEmpty() || flags.equals(Set.of("good"))) {
            return GOOD;
        }
        return flags.contains("good") ? GOOD_AND_SUSPECT : SUSPECT;
    }

    /** How many readings of a window have these flags. */
    long count(WindowRevision window) {
        return switch (this) {
            case GOOD -> window.good().count();
            case SUSPECT -> window.suspect().count();
            case GOOD_AND_SUSPECT -> window.good().count() + window.suspect().count();
        };
    }

    /** The summary of a window over these flags. */
    Summary summary(WindowRevision window) {
        return switch (this) {
            case GOOD -> window.good();
            case SUSPECT -> window.suspect();
            case GOOD_AND_SUSPECT -> window.good().merge(window.suspect());
        };
    }
}
