package org.metrobed.embedded;

/** A service cannot start or stop; the message is one sentence for the user at the console. */
public final class ServiceException extends RuntimeException {

    /** Creates an exception with a sentence about the error. */
    public ServiceException(String message) {
        super(message);
    }

    /** Creates an exception with a sentence about the error, and its cause. */
    public ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
