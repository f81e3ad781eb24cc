package org.metrobed.api.stream;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.metrobed.api.access.Sight;
import org.metrobed.api.http.Request;

/**
 * Writes events as the reader of one client sees them. One client, one thread; other threads read the sight.
 *
 * @param sight what the reader sees now
 */
record SightOutput(EventOutput out, AtomicReference<Sight> sight) {

    /** Writes an event, unless its datastream is no longer seen since it was queued. */
    void event(StreamEvent event, String position) throws IOException {
        Sight now = sight.get();
        if (now.sees(event.datastream())) {
            out.event(event.name(), position, event.json(now));
        }
    }

    /** Looks up what the reader sees. Returns false if the reader's token is no longer valid. */
    boolean look(Request request) {
        Optional<Sight> now = request.sightNow();
        now.ifPresent(sight::set);
        return now.isPresent();
    }
}
