package org.metrobed.lab.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A publisher in a child process. Thread-safe after its start. */
public final class PublisherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final CompletableFuture<Sent> sent = new CompletableFuture<>();
    private volatile long messages;

    private PublisherProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the process; returns when it is connected and waits. */
    public static PublisherProcess start(Load load) {
        int mebibytes = 64 + load.city().connections() / 16 + load.city().things() / 256;
        List<String> arguments = List.of("-Xmx" + mebibytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        try {
            PublisherProcess publisher =
                    new PublisherProcess(ChildJvm.start(arguments, PublisherMain.class, load.toArguments()));
            publisher.expectReady();
            return publisher;
        } catch (IOException e) {
            throw new UncheckedIOException("the publisher does not start: " + e.getMessage(), e);
        }
    }

    /** Starts publishing; completes with the result at the end. */
    public CompletableFuture<Sent> publish() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the publisher has ended", e);
        }
        Thread reader = new Thread(this::readOutput, "bench-publisher-output");
        reader.setDaemon(true);
        reader.start();
        return sent;
    }

    /** The number of messages sent so far. */
    public long messages() {
        return messages;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void expectReady() throws IOException {
        String line = output.readLine();
        if (!"ready".equals(line)) {
            process.destroy();
            throw new IOException("it said '" + line + "'");
        }
    }

    private void readOutput() {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("sent ")) {
                    messages = Long.parseLong(line.substring(5));
                } else if (line.startsWith("done ")) {
                    sent.complete(Sent.parse(line.substring(5)));
                }
            }
            sent.completeExceptionally(new IOException("the publisher ended before it was done"));
        } catch (IOException e) {
            sent.completeExceptionally(e);
        }
    }
}
