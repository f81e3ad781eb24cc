package org.metrobed.launcher.recording;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.metrobed.recordings.playback.Playback;
import org.metrobed.recordings.playback.PlaybackControl;
import org.metrobed.recordings.playback.PlaybackOptions;
import org.metrobed.recordings.playback.PlaybackStatus;

/**
 * Controls a playback by HTTP on this machine: {@code GET /status}, {@code POST /pause}, {@code /resume}, {@code /stop},
 * {@code /seek?to=TIME} and {@code /speed?factor=N|max}. Each answers the status as JSON. Thread-safe.
 */
public final class PlaybackServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Playback playback;
    private final PlaybackControl control;
    private final HttpServer server;

    /**
     * Listens on 127.0.0.1 from now on.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is in use
     */
    public PlaybackServer(int port, Playback playback, PlaybackControl control) throws IOException {
        this.playback = playback;
        this.control = control;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean reads = path.equals("/status");
            if (!exchange.getRequestMethod().equals(reads ? "GET" : "POST")) {
                answer(exchange, 405, Map.of("detail", path + " needs " + (reads ? "GET" : "POST")));
                return;
            }
            try {
                if (!act(path, exchange.getRequestURI().getRawQuery())) {
                    answer(exchange, 404, Map.of("detail", "there are /status, /pause, /resume, /stop, /seek, /speed"));
                    return;
                }
                answer(exchange, 200, status());
            } catch (IllegalArgumentException | DateTimeException e) {
                answer(exchange, 400, Map.of("detail", String.valueOf(e.getMessage())));
            }
        }
    }

    private boolean act(String path, String query) {
        switch (path) {
            case "/status" -> {
                return true;
            }
            case "/pause" -> control.pause();
            case "/resume" -> control.resume();
            case "/stop" -> control.stop();
            case "/seek" -> control.seek(time(parameter(query, "to")));
            case "/speed" -> control.changeSpeed(factor(parameter(query, "factor")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "to is '" + text + "', must be a time in UTC such as 2026-03-01T12:00:00Z", e);
        }
    }

    /**
     * Reads a speed.
     *
     * @throws IllegalArgumentException if it is neither a number above 0 nor max
     */
    public static double speed(String text) {
        if (text.toLowerCase(Locale.ROOT).equals("max")) {
            return PlaybackOptions.MAX_SPEED;
        }
        try {
            double factor = Double.parseDouble(text);
            if (factor > 0 && !Double.isInfinite(factor)) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is '" + text + "', must be a number above 0 or max", e);
        }
        throw new IllegalArgumentException("is '" + text + "', must be a number above 0 or max");
    }

    private static double factor(String text) {
        try {
            return speed(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("factor " + e.getMessage(), e);
        }
    }

    private static String parameter(String query, String name) {
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new IllegalArgumentException("the parameter " + name + " is missing");
    }

    private Map<String, Object> status() {
        PlaybackStatus now = playback.status();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("state", now.state().name().toLowerCase(Locale.ROOT));
        view.put("position", now.position() == null ? null : now.position().toString());
        view.put("end", now.end() == null ? null : now.end().toString());
        view.put("speed", Double.isInfinite(now.speed()) ? "max" : now.speed());
        view.put("messages", now.messages());
        view.put("loops", now.loops());
        view.put("left_s", now.left().toMillis() / 1e3);
        return view;
    }

    private static void answer(HttpExchange exchange, int code, Map<String, Object> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
