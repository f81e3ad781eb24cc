package org.metrobed.stream.window;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;

/** The unfinished windows of one length of one datastream. Mutable, one thread. */
final class LevelState {

    private static final NavigableMap<Long, WindowContent> NONE = Collections.emptyNavigableMap();

    private final WindowLevel size;

    /** Windows that end at or before this have closed; microseconds. */
    long closedMicros = Long.MIN_VALUE;

    /** By start; usually one. None for the length that is computed from observations. */
    private NavigableMap<Long, WindowContent> open = NONE;
    /** Late additions to closed windows, by start, for the next revision. */
    private NavigableMap<Long, WindowContent> additions = NONE;

    LevelState(WindowLevel size) {
        this.size = size;
    }

    WindowLevel size() {
        return size;
    }

    NavigableMap<Long, WindowContent> open() {
        return open;
    }

    NavigableMap<Long, WindowContent> additions() {
        return additions;
    }

    /** Whether the window with this start has closed. */
    boolean isClosed(long startMicros) {
        return startMicros + size.micros() <= closedMicros;
    }

    /** Closes all windows that end at or before this time. */
    void closedUpTo(long micros) {
        closedMicros = Math.max(closedMicros, micros);
    }

    void addOpen(long startMicros, WindowContent content) {
        if (open.isEmpty()) {
            open = new TreeMap<>();
        }
        open.merge(startMicros, content, WindowContent::merge);
    }

    void addLate(long startMicros, WindowContent content) {
        if (additions.isEmpty()) {
            additions = new TreeMap<>();
        }
        additions.merge(startMicros, content, WindowContent::merge);
    }

    /** Returns the additions so far and forgets them. */
    NavigableMap<Long, WindowContent> takeAdditions() {
        NavigableMap<Long, WindowContent> taken = additions;
        additions = NONE;
        return taken;
    }
}
