package org.metrobed.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * The rules of payload decoders by which bindings are checked. Thread-safe. A published version of the catalog is read
 * with {@link #ANY}, so that it stays readable if a decoder has become stricter.
 */
public interface DecoderRules {

    /** Accepts any decoder and any options. */
    DecoderRules ANY = new DecoderRules() {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public Optional<String> findProblem(String decoder, String options) {
            return Optional.empty();
        }

        @Override
        public boolean keepsSession(String decoder) {
            return false;
        }

        @Override
        public boolean readsNumbersInText(String decoder) {
            return false;
        }
    };

    /** The names of all decoders; empty if any name is accepted. */
    Set<String> names();

    /**
     * Why a decoder does not accept options; empty if it accepts them.
     *
     * @param decoder one of {@link #names}
     * @param options a JSON object, or empty text for none
     * @return a sentence that begins with the option's name if it is about one option
     */
    Optional<String> findProblem(String decoder, String options);

    /**
     * Whether a decoder keeps a session and so needs all messages of a key in order.
     *
     * @param decoder one of {@link #names}
     */
    boolean keepsSession(String decoder);

    /**
     * Whether a decoder reads numbers in text itself, and so has options for their marks.
     *
     * @param decoder one of {@link #names}
     */
    boolean readsNumbersInText(String decoder);
}
