package org.metrobed.api.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.metrobed.api.http.ViewJson;

/** Writes server-sent events. Not thread-safe. */
final class EventOutput {

    private static final int RETRY_MILLIS = 3_000;

    /** Data of a tick. */
    private record TickView(Instant asOf) {}

    private final OutputStream out;

    EventOutput(OutputStream out) {
        this.out = out;
    }

    /** Sends the reconnection delay. */
    void retry() throws IOException {
        write("retry: " + RETRY_MILLIS + "\n\n");
    }

    /** An event with a view as data; no id if null. */
    void event(String name, String id, Object view) throws IOException {
        event(name, id, ViewJson.text(view));
    }

    /** An event with data of one line; no id if null. */
    void event(String name, String id, String data) throws IOException {
        write("event: " + name + (id == null ? "" : "\nid: " + id) + "\ndata: " + data + "\n\n");
    }

    /** A heartbeat: a comment for proxies, and the log time for the client. */
    void tick(String id, Instant asOf) throws IOException {
        write(": heartbeat\n");
        event("tick", id, new TickView(asOf));
        flush();
    }

    void flush() throws IOException {
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
