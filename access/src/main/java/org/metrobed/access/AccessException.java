package org.metrobed.access;

import java.nio.file.Path;

/** An access file cannot be read; the message names file, line and rule, never a password or its hash. */
public final class AccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccessException(String message) {
        super(message);
    }

    public AccessException(String message, Throwable cause) {
        super(message, cause);
    }

    static AccessException at(Path file, int line, String rule) {
        return new AccessException(file + ":" + line + ": " + rule);
    }
}
