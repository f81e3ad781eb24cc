package org.metrobed.notify.receiver;

/** A receiver has not accepted a message; it is tried again. The exception's message contains no secret. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private DeliveryException(String message, boolean unreachable, Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** The receiver answered and refused. */
    public static DeliveryException refused(String message) {
        return new DeliveryException(message, false, null);
    }

    /** The receiver does not answer: other messages need not be tried now. */
    public static DeliveryException unreachable(String message, Throwable cause) {
        return new DeliveryException(message, true, cause);
    }

    /** Whether it did not answer at all. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
