package org.metrobed.notify.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A real HTTP server that stores posted requests and answers with a configured status. Thread-safe. */
public final class TakingServer implements AutoCloseable {

    private final HttpServer server;
    private final List<Taken> taken = new ArrayList<>();
    private int status = 200;
    private int failures;

    /** A request. Immutable. */
    public record Taken(String path, Map<String, String> headers, String body, int answer) {}

    /** Starts on a free port. */
    public TakingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** Its address. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers with this status from now on. */
    public synchronized void answer(int newStatus) {
        status = newStatus;
    }

    /** Answers 503 this number of times, then as before. */
    public synchronized void fail(int times) {
        failures = times;
    }

    /** All requests so far. */
    public synchronized List<Taken> all() {
        return List.copyOf(taken);
    }

    /** The bodies of the successful requests. */
    public synchronized List<String> accepted() {
        return taken.stream()
                .filter(one -> one.answer() == 200)
                .map(Taken::body)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int answer = note(exchange, body);
        if (answer / 100 == 3) {
            exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    private synchronized int note(HttpExchange exchange, String body) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        int answer = failures > 0 ? 503 : status;
        failures = Math.max(0, failures - 1);
        taken.add(new Taken(exchange.getRequestURI().getPath(), headers, body, answer));
        return answer;
    }
}
