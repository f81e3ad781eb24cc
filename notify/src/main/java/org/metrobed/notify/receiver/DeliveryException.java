package org.metrobed.notify.receiver;

/** A receiver has not taken what it was told; it is tried again. The message holds no secret. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    private DeliveryException(String message, boolean unreachable, Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** It answered, and refused. */
    public static DeliveryException refused(String message) {
        return new DeliveryException(message, false, null);
    }

    /** It does not answer: others need not be tried now. */
    public static DeliveryException unreachable(String message, Throwable cause) {
        return new DeliveryException(message, true, cause);
    }

    /** Whether it did not answer at all. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
