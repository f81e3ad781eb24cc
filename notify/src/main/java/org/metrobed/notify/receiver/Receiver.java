package org.metrobed.notify.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.store.notification.Notification;

/**
 * A receiver of notifications. What it is sent is written once, when it is decided, and is the same at each attempt.
 * {@link #write} and {@link #concerns} are called by one thread and the others by another one.
 */
public interface Receiver {

    /** Its description. */
    ReceiverInfo info();

    /** Name in the outbox; stored, so it must not change. Kinds with several receivers name each of them. */
    default String name() {
        return info().name();
    }

    /** Its address without secrets, for logs. */
    String address();

    /** Maximum number of messages at a time, at least 1. */
    default int most() {
        return 1;
    }

    /** Minimum time between two sendings; messages in between are sent together. Zero: each is sent at once. */
    default Duration interval() {
        return Duration.ZERO;
    }

    /** How often open groups are sent again. Zero: never. */
    default Duration refreshInterval() {
        return Duration.ZERO;
    }

    /** Whether it is notified of approvals. */
    default boolean wantsApproval() {
        return false;
    }

    /**
     * How long after another receiver was told of an alert this one is told too, if nobody has acknowledged it by then.
     * Zero: it is told at once, and of acknowledged ones.
     */
    default Duration escalatesAfter() {
        return Duration.ZERO;
    }

    /**
     * Whether a group concerns this receiver. If it does not any more, an episode that was told is told to be over.
     *
     * @param names of the datastreams
     */
    default boolean concerns(Group group, NamesInCatalog names) {
        return true;
    }

    /** Writes what is sent, in the format of the receiver; depends on nothing but the message. */
    String write(AlertMessage message);

    /**
     * Sends; returns when the receiver has accepted the messages.
     *
     * @param messages up to {@link #most}, oldest first, with their contents
     * @throws DeliveryException if it has not accepted them, or it is unknown whether it has
     */
    void send(List<Notification> messages, Instant now) throws DeliveryException, InterruptedException;

    /**
     * Sends open groups again.
     *
     * @param told for each the last message, with its content
     * @throws DeliveryException if it has not accepted them
     */
    default void refresh(List<Notification> told, Instant now) throws DeliveryException, InterruptedException {}
}
