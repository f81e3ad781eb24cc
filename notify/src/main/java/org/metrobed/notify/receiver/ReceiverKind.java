package org.metrobed.notify.receiver;

import java.util.List;
import java.util.Objects;
import org.metrobed.config.Settings;

/**
 * A kind of receiver and its factory. Immutable.
 *
 * @param info its description
 * @param reader creates its receivers
 */
public record ReceiverKind(ReceiverInfo info, Reader reader) {

    /** Creates receivers from settings. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads the settings; errors are collected in {@code settings} until its check.
         *
         * @param page links to the page
         * @return empty if none is enabled
         */
        List<Receiver> read(Settings settings, PageLinks page);
    }

    public ReceiverKind {
        Objects.requireNonNull(info, "info");
        Objects.requireNonNull(reader, "reader");
    }
}
