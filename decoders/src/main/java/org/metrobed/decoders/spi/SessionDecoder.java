package org.metrobed.decoders.spi;

/**
 * A decoder that must remember earlier messages, such as births that give later numbers their names. What it remembers is
 * handed in, one session for each Kafka key of its binding; messages of a session come in order. The decoder itself is
 * pure and thread-safe; a session belongs to one thread at a time.
 */
public interface SessionDecoder extends PayloadDecoder {

    /** What is remembered of one key: changed in place by {@link #decode(Session, Message)}, bounded in size. */
    interface Session {

        /** Its content; what {@link SessionDecoder#restore} takes. Readable by every later version. */
        byte[] save();
    }

    /** A session that has seen nothing. */
    Session open();

    /**
     * The session of saved bytes.
     *
     * @throws IllegalArgumentException when they are none
     */
    Session restore(byte[] saved);

    /** Decodes the next message of a session, as {@link PayloadDecoder#decode} does. */
    Decoded decode(Session session, Message message);

    /**
     * Decodes a message again that was refused before, with what the session knows by now; does not change the session and
     * gives no commands and no signs.
     */
    Decoded redecode(Session session, Message message);

    @Override
    default Decoded decode(Message message) {
        return decode(open(), message);
    }
}
