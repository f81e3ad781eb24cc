package org.metrobed.notify.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is on call now, by a calendar file that is read again when it has changed. Used by one thread. */
final class OnCall {

    private static final Logger LOG = LoggerFactory.getLogger(OnCall.class);

    private final Path file;
    private OnCallCalendar calendar;
    private long modifiedMillis;

    /**
     * Reads the file.
     *
     * @throws IOException if it cannot be read, or names nobody
     */
    OnCall(Path file) throws IOException {
        this.file = file;
        this.modifiedMillis = Files.getLastModifiedTime(file).toMillis();
        this.calendar = OnCallCalendar.read(file);
    }

    /** The addresses of all who are on call at a time. If the file cannot be read any more, its last content holds. */
    List<String> list(Instant at) {
        try {
            long modified = Files.getLastModifiedTime(file).toMillis();
            if (modified != modifiedMillis) {
                calendar = OnCallCalendar.read(file);
                modifiedMillis = modified;
            }
        } catch (IOException e) { // people are called by the calendar as it was
            LOG.warn("the calendar of those on call is not read again: {}", e.getMessage());
        }
        return calendar.listOnCall(at);
    }
}
