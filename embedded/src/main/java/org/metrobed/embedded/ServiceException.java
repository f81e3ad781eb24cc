package org.metrobed.embedded;

/** A service that cannot start or stop; the message is one sentence for the person at the console. */
public final class ServiceException extends RuntimeException {

    /** With a sentence that says what is wrong. */
    public ServiceException(String message) {
        super(message);
    }

    /** With a sentence that says what is wrong, and its cause. */
    public ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
