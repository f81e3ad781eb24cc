package org.metrobed.api.access;

import java.util.Optional;

/** Knows the readers of one kind of bearer tokens. Implementations are thread-safe. */
@FunctionalInterface
public interface Tokens {

    /**
     * The reader of a token; empty if it is of another kind, or not valid, or no longer.
     *
     * @param token as it was sent; never logged
     * @throws UnknownNowException if that cannot be found out now
     */
    Optional<Reader> find(String token) throws UnknownNowException;

    /** Says why a token cannot be checked now. */
    final class UnknownNowException extends Exception {

        private static final long serialVersionUID = 1L;

        /** @param message a sentence, without the token */
        public UnknownNowException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
