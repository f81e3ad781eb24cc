package org.metrobed.decoders.spi;

/**
 * A decoder that must remember earlier messages, such as births that name later numbers. The caller passes in its
 * memory, one session for each Kafka key of its binding; messages of a session come in order. The decoder itself is
 * pure and thread-safe; a session belongs to one thread at a time.
 */
public interface SessionDecoder extends PayloadDecoder {

    /** The memory of one key: changed in place by {@link #decode(Session, Message)}, bounded in size. */
    interface Session {

        /**
         * Its content, in the format of {@link SessionDecoder#restore}. Every later version must be able to read it.
         */
        byte[] save();
    }

    /** A new session. */
    Session open();

    /**
     * Restores a saved session.
     *
     * @throws IllegalArgumentException if the bytes are not a session
     */
    Session restore(byte[] saved);

    /** Decodes the next message of a session, like {@link PayloadDecoder#decode}. */
    Decoded decode(Session session, Message message);

    /**
     * Decodes a refused message again, with the current content of the session; does not change the session and yields
     * no commands and no status signals.
     */
    Decoded redecode(Session session, Message message);

    @Override
    default Decoded decode(Message message) {
        return decode(open(), message);
    }
}
