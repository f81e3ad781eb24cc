package org.metrobed.ingest.endpoint;

import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks on event loops. Static functions only. */
final class Loops {

    private Loops() {}

    /** Runs a task on a loop; has no effect if the loop has ended, because then its sockets are closed. */
    static void run(EventLoop loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            if (!loop.isShuttingDown()) {
                throw e;
            }
        }
    }
}
