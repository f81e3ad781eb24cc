package org.metrobed.api.window;

import java.util.List;
import java.util.Set;
import org.metrobed.api.http.FlagWords;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;

/** Selects the flags that count in a window: good data, or suspect data too. */
public enum WindowFlags {
    /** Flag 1. */
    GOOD,
    /** Flags 1 and 3. */
    GOOD_AND_SUSPECT,
    /** Flag 3. */
    SUSPECT;

    /** The names of all choices. */
    public static final List<String> WORDS = FlagWords.of(QualityFlag.GOOD, QualityFlag.SUSPECT);

    /** The choice of some {@link #WORDS}; without words: good data. */
    public static WindowFlags of(List<String> words) {
        Set<QualityFlag> flags = FlagWords.parse(words);
        if (flags.isEmpty() || flags.equals(Set.of(QualityFlag.GOOD))) {
            return GOOD;
        }
        return flags.contains(QualityFlag.GOOD) ? GOOD_AND_SUSPECT : SUSPECT;
    }

    /** Number of readings of a window with these flags. */
    long count(WindowRevision window) {
        return switch (this) {
            case GOOD -> window.good().count();
            case SUSPECT -> window.suspect().count();
            case GOOD_AND_SUSPECT -> window.good().count() + window.suspect().count();
        };
    }

    /** The summary of a window over these flags. */
    public Summary summary(WindowRevision window) {
        return switch (this) {
            case GOOD -> window.good();
            case SUSPECT -> window.suspect();
            case GOOD_AND_SUSPECT -> window.good().merge(window.suspect());
        };
    }
}
