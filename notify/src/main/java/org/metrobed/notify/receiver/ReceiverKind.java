package org.metrobed.notify.receiver;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.config.Settings;

/**
 * A kind of receiver and how it is made from settings. Immutable.
 *
 * @param info what it is
 * @param reader makes it
 */
public record ReceiverKind(ReceiverInfo info, Reader reader) {

    /** Makes a receiver from settings. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads; errors are kept in {@code settings} until its check.
         *
         * @param page where people look, for links
         * @return empty when it is not switched on
         */
        Optional<Receiver> read(Settings settings, PageLinks page);
    }

    public ReceiverKind {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(reader, "reader");
    }
}
