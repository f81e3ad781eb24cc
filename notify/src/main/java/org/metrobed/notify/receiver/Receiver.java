package org.metrobed.notify.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.metrobed.notify.group.Group;

/** Someone who is told of alerts. Used by one thread at a time. */
public interface Receiver {

    /** What it is. */
    ReceiverInfo info();

    /** Where it is, without a secret, for logs. */
    String address();

    /** Most messages that it takes at a time, at least 1. */
    default int most() {
        return 1;
    }

    /** The least time between two tellings; what comes between is told together. Zero: each at once. */
    default Duration interval() {
        return Duration.ZERO;
    }

    /** How often it wants to hear that what lasts still lasts. Zero: never. */
    default Duration refreshInterval() {
        return Duration.ZERO;
    }

    /** Whether it is told when a person approves. */
    default boolean wantsApproval() {
        return false;
    }

    /**
     * Tells; returns when the receiver has it.
     *
     * @param messages up to {@link #most}, oldest first
     * @throws DeliveryException when it has not taken them, or nobody knows
     */
    void tell(List<AlertMessage> messages, Instant now) throws DeliveryException, InterruptedException;

    /**
     * Tells once more of groups that last.
     *
     * @throws DeliveryException when it has not taken them
     */
    default void refresh(List<Group> firing, Instant now) throws DeliveryException, InterruptedException {}
}
