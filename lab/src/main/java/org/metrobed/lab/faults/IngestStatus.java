package org.metrobed.lab.faults;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Reads the status of ingest over HTTP. Thread-safe. */
final class IngestStatus {

    private static final int LIMIT_MILLIS = 5_000;
    private static final String PREFIX = "metrobed_ingest_";

    private final int port;

    IngestStatus(int port) {
        this.port = port;
    }

    /** Whether ingest serves; false also when it does not answer. */
    boolean serves() {
        try {
            return open("/health").getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** The number of received messages that ingest has not acknowledged; 0 when it does not answer. */
    long inFlight() {
        return number("in_flight");
    }

    /**
     * The number of connections to the broker since the start of ingest, without the first; 0 when it does not answer.
     */
    long reconnects() {
        return number("reconnects_total");
    }

    private long number(String name) {
        try {
            String text = new String(open("/metrics").getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> line.startsWith(PREFIX + name + " "))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("ingest has no metric " + PREFIX + name));
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        return connection;
    }
}
