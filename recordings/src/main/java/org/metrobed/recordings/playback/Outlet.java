package org.metrobed.recordings.playback;

import java.io.IOException;
import org.metrobed.recordings.RecordedMessage;

/** Where played messages go. */
@FunctionalInterface
public interface Outlet {

    /** Accepts a message; returns when there is room for more. */
    void publish(RecordedMessage message) throws IOException, InterruptedException;
}
