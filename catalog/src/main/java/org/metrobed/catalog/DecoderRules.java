package org.metrobed.catalog;

import java.util.Optional;
import java.util.Set;

/**
 * What must be known of payload decoders to check the bindings that name them. Thread-safe. A version of the catalog that
 * was published is read with {@link #ANY}, so that it stays readable when a decoder has become stricter.
 */
public interface DecoderRules {

    /** Any decoder and any options will do. */
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
    };

    /** The names of all decoders; none when any name will do. */
    Set<String> names();

    /**
     * Why a decoder cannot work with options; empty when it can.
     *
     * @param decoder one of {@link #names}
     * @param options a JSON object, or empty text for none
     * @return a sentence that begins with the option's name where it speaks of one
     */
    Optional<String> findProblem(String decoder, String options);

    /**
     * Whether a decoder remembers earlier messages and so needs all messages of a key in order.
     *
     * @param decoder one of {@link #names}
     */
    boolean keepsSession(String decoder);
}
