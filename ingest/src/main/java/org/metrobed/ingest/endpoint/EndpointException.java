package org.metrobed.ingest.endpoint;

/** The endpoint cannot listen, or cannot use its folder; the message names the port or the file. */
public final class EndpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EndpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
