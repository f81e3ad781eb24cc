package org.metrobed.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.metrobed.testkit.Eventually;

/**
 * One tab of a headless Chromium, driven by the DevTools protocol. It notes each error and warning of the console and each
 * uncaught exception. The program is named by the system property {@code metrobed.test.chromium}. Not thread-safe.
 */
final class Chromium implements AutoCloseable, WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger serial = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder received = new StringBuilder();

    private Chromium(Process process, URI tab) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(tab, this)
                .join();
    }

    /**
     * Starts the browser with an empty tab.
     *
     * @param profile an empty folder
     * @throws IOException if the program cannot be started
     */
    static Chromium start(Path profile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("metrobed.test.chromium", "chromium"), "--headless", "--remote-debugging-port=0"));
        // without the sandbox because CI often runs as root; the only page that is opened is our own
        command.addAll(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update", "--disable-sync"));
        command.addAll(List.of("--window-size=1280,900", "--user-data-dir=" + profile, "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        try {
            Chromium chromium = new Chromium(process, findTab(profile.resolve("DevToolsActivePort")));
            for (String domain : List.of("Runtime", "Log", "Page")) {
                chromium.call(domain + ".enable", JSON.createObjectNode());
            }
            return chromium;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static URI findTab(Path portFile) throws IOException, InterruptedException {
        String port = Eventually.get(
                        "the port of the browser", LIMIT, () -> listLines(portFile), lines -> lines.size() > 1)
                .get(0);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .timeout(LIMIT)
                .build();
        for (JsonNode target : JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body())) {
            if (target.get("type").asText().equals("page")) {
                return URI.create(target.get("webSocketDebuggerUrl").asText());
            }
        }
        throw new AssertionError("the browser has no tab");
    }

    private static List<String> listLines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes to an address; returns before the page is complete. */
    void open(String address) {
        call("Page.navigate", JSON.createObjectNode().put("url", address));
    }

    /** The value of an expression in the tab; an exception that it throws fails the test. */
    JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                JSON.createObjectNode().put("expression", expression).put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    /** Waits until an expression is true in the tab. While it throws, because the page is not complete, it is not. */
    void awaitTrue(String expression) {
        String tried = "(() => { try { return Boolean(" + expression + "); } catch (e) { return false; } })()";
        Eventually.await(expression, LIMIT, () -> evaluate(tried).asBoolean());
    }

    /** Errors and warnings of the console, broken policies and uncaught exceptions so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode call(String method, ObjectNode parameters) {
        int id = serial.incrementAndGet();
        CompletableFuture<JsonNode> answer =
                new CompletableFuture<JsonNode>().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS);
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        socket.sendText(message.set("params", parameters).toString(), true).join();
        return answer.join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            String message = received.toString();
            received.setLength(0);
            take(message);
        }
        from.request(1);
        return null;
    }

    private void take(String message) {
        try {
            JsonNode json = JSON.readTree(message);
            if (json.has("id")) {
                complete(answers.remove(json.get("id").asInt()), json);
            } else if (isComplaint(json)) {
                complaints.add(json.get("params").toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void complete(CompletableFuture<JsonNode> answer, JsonNode json) {
        if (json.has("error")) {
            answer.completeExceptionally(new AssertionError(json.get("error").toString()));
        } else {
            answer.complete(json.get("result"));
        }
    }

    private static boolean isComplaint(JsonNode json) {
        JsonNode params = json.path("params");
        return switch (json.path("method").asText()) {
            case "Runtime.exceptionThrown" -> true;
            case "Runtime.consoleAPICalled" ->
                List.of("error", "warning", "assert")
                        .contains(params.path("type").asText());
            case "Log.entryAdded" ->
                List.of("error", "warning").contains(params.at("/entry/level").asText());
            default -> false;
        };
    }

    /** Ends the browser with all of its processes, so that nothing writes into the profile any more. */
    @Override
    public void close() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        socket.abort();
        process.destroy();
        for (ProcessHandle member : family) {
            member.onExit().completeOnTimeout(member, 10, TimeUnit.SECONDS).join();
            member.destroyForcibly();
        }
    }
}
