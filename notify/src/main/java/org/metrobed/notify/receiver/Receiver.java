package org.metrobed.notify.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.metrobed.notify.group.Group;

/** A receiver of notifications. Used by one thread at a time. */
public interface Receiver {

    /** Its description. */
    ReceiverInfo info();

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
     * Sends; returns when the receiver has accepted the messages.
     *
     * @param messages up to {@link #most}, oldest first
     * @throws DeliveryException if it has not accepted them, or it is unknown whether it has
     */
    void send(List<AlertMessage> messages, Instant now) throws DeliveryException, InterruptedException;

    /**
     * Sends open groups again.
     *
     * @throws DeliveryException if it has not accepted them
     */
    default void refresh(List<Group> firing, Instant now) throws DeliveryException, InterruptedException {}
}
