package org.metrobed.api.window;

import java.util.List;
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

    /**
     * The choice of flag numbers.
     *
     * @throws IllegalArgumentException for others than 1 and 3
     */
    static WindowFlags of(List<String> numbers) {
        if (numbers.isEmpty() || numbers.equals(List.of("1"))) {
            return GOOD;
        }
        if (numbers.equals(List.of("3"))) {
            return SUSPECT;
        }
        if (numbers.size() == 2 && numbers.contains("1") && numbers.contains("3")) {
            return GOOD_AND_SUSPECT;
        }
        throw new IllegalArgumentException("must be 1, 3 or 1,3: windows keep values of flags 1 and 3 only");
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
