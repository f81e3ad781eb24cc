package org.metrobed.config.tls;

/** Certificates or keys that cannot be used; the message says which file breaks which rule, never what is in it. */
public final class TlsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TlsException(String message) {
        super(message);
    }

    public TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
