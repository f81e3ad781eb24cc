package org.metrobed.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads server-sent events like a browser. One test thread waits, an own thread reads. */
final class EventClient implements AutoCloseable {

    /** One event; the id is the newest that was sent so far. */
    record Event(String name, String id, String data) {}

    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private String id = "";

    private EventClient(InputStream body) {
        this.body = body;
    }

    /** Opens a stream; continues after an event if its id is given. */
    static EventClient open(ApiFixture api, String path, String lastEventId) throws IOException, InterruptedException {
        return open(api, path, lastEventId, "");
    }

    /** The same with a token, unless it is empty. */
    static EventClient open(ApiFixture api, String path, String lastEventId, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.uri(path)).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> response =
                api.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answers " + response.statusCode());
        }
        EventClient client = new EventClient(response.body());
        Thread thread = new Thread(client::read, "event-client");
        thread.setDaemon(true);
        thread.start();
        return client;
    }

    /** The next event of this name; others are skipped. */
    Event await(String name, Duration limit) throws InterruptedException {
        return await(name, "", limit);
    }

    /** The next event of this name whose data contain a text; others are skipped. */
    Event await(String name, String text, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Event event = events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new AssertionError("no event " + name + " within " + limit + ", but " + seen);
            }
            if (event.name().equals(name) && event.data().contains(text)) {
                return event;
            }
        }
    }

    /** Whether the server has closed the stream. */
    boolean isEnded() {
        return ended;
    }

    /** The names of all events so far. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String name = "message";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    seen.add(name);
                    events.add(new Event(name, id, data));
                    name = "message";
                    data = "";
                }
            }
        } catch (IOException e) {
            seen.add("closed");
        } finally {
            ended = true;
        }
    }
}
