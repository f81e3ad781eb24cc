package org.metrobed.ingest.endpoint;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.metrobed.ingest.mqtt.Incoming;

/** The log that stores the messages of the endpoint. Thread-safe. */
public interface MessageLog {

    /** Whether the log stores the messages of a topic. */
    boolean wants(String topic);

    /** Hears of a message of a topic that the log does not want. */
    void hear(Incoming message);

    /** Whether a topic filter matches a topic whose messages the log stores. */
    boolean overlaps(String filter);

    /**
     * Begins a line for one client.
     *
     * @param acknowledge receives the ids of messages in the order of arrival, each when it and all earlier ones are stored;
     *     called on any thread
     * @param thread runs what the line does later; the line's methods are called on it too
     */
    Line open(IntConsumer acknowledge, Executor thread);

    /** The messages of one client in their order. Used by one thread. */
    interface Line {

        /**
         * Stores a message.
         *
         * @param outcome called once, on any thread
         * @return completes when the next message may follow
         */
        CompletionStage<Void> accept(Incoming message, Outcome outcome);

        /** Acknowledges a message in its turn without storing it. */
        void pass(int messageId);

        /** The number of messages of QoS 1 and 2 that are not acknowledged; any thread may ask. */
        int inFlight();

        /** Acknowledges no more messages. */
        void stop();
    }

    /** Receives what became of a message. */
    interface Outcome {

        /** The message is stored, or the line is stopped and it will not be stored. */
        void settle(boolean stored);
    }
}
