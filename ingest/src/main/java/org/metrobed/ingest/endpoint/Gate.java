package org.metrobed.ingest.endpoint;

import io.netty.channel.Channel;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Stops the reading of a socket while there is a reason, so that the client stops when the buffers of the network are full.
 * Used by the event loop of the socket.
 */
final class Gate {

    private final Channel channel;
    private int reasons;
    private boolean wasClosed;

    Gate(Channel channel) {
        this.channel = channel;
    }

    /** Whether nothing is read, or nothing was read for some time since the last call: then a silent client is not idle. */
    boolean wasClosed() {
        boolean was = wasClosed || reasons > 0;
        wasClosed = false;
        return was;
    }

    /** Reads nothing until {@link #release} is called as often. */
    void hold() {
        wasClosed = true;
        if (reasons++ == 0) {
            channel.config().setAutoRead(false);
        }
    }

    /** Takes one reason back. */
    void release() {
        if (--reasons == 0) {
            channel.config().setAutoRead(true);
        }
    }

    /** Reads nothing until a stage is complete. */
    void holdUntil(CompletionStage<?> stage) {
        if (!stage.toCompletableFuture().isDone()) {
            hold();
            var unused = stage.whenComplete((done, failure) -> Loops.run(channel.eventLoop(), this::release));
        }
    }

    /** Reads nothing for some time. */
    void holdFor(long nanos) {
        hold();
        var unused = channel.eventLoop().schedule(this::release, nanos, TimeUnit.NANOSECONDS);
    }
}
