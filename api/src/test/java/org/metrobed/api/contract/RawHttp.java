package org.metrobed.api.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends requests that no client library lets through. HTTP/1.0, so that an answer ends with its connection. Static functions only. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 60_000;

    /**
     * An answer.
     *
     * @param headers lines {@code name: value}, names in lower case
     */
    public record Response(int status, List<String> headers, String body) {

        /** The first header of this name. */
        public Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .findFirst();
        }

        /** The names of all headers. */
        public List<String> names() {
            return headers.stream()
                    .map(line -> line.replaceAll(":.*", ""))
                    .sorted()
                    .toList();
        }
    }

    private RawHttp() {}

    /** The answer to a request without a body. */
    public static Response send(int port, String method, String target, String... headers) throws IOException {
        return send(port, method, target, List.of(headers), "");
    }

    /** The answer to a request. */
    public static Response send(int port, String method, String target, List<String> headers, String body)
            throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.0\r\nHost: 127.0.0.1\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!method.equals("GET") && !method.equals("HEAD")) {
            request.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        request.append("\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Response parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Response(0, List.of(), text);
        }
        List<String> lines = new ArrayList<>(text.substring(0, end).lines().toList());
        int status = Integer.parseInt(lines.remove(0).split(" ", 3)[1]);
        List<String> headers = lines.stream()
                .map(line -> {
                    int colon = line.indexOf(':');
                    return line.substring(0, colon).toLowerCase(Locale.ROOT) + ": "
                            + line.substring(colon + 1).strip();
                })
                .toList();
        return new Response(status, headers, text.substring(end + 4));
    }
}
