package org.metrobed.config.tls;

/** Certificates or keys that cannot be used; the message names the file and the violated rule, never the content. */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TlsException(String message) {
        super(message);
    }

    public TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
