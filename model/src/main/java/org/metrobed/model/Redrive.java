package org.metrobed.model;

import java.util.Objects;

/**
 * The outcome of redriving one dead letter. If it is not settled, a dead letter with the same raw position and attempt
 * states the reason; without one, the binding ignores its readings, or the message
 * has no reading of its index any more. Key: (raw position, attempt). Immutable.
 *
 * @param raw the dead letter's raw position
 * @param attempt offset plus one of the record in the raw log that redrove it; in the partition of {@code raw}
 * @param settled whether it became readings, or holds none, or its readings are dead letters of their own now
 * @param readings how many readings it became
 * @param logMillis received time of the redriving record, milliseconds since 1970 UTC
 * @param decoder the decoder that ran, with its version; empty if none was bound
 * @param catalogVersion the catalog version in force at that time
 * @param clockMillis what was added to its time stamps, milliseconds; 0 for none
 */
public record Redrive(
        RawPosition raw,
        long attempt,
        boolean settled,
        int readings,
        long logMillis,
        String decoder,
        long catalogVersion,
        long clockMillis) {

    /** Without a correction of the clock. */
    public Redrive(
            RawPosition raw,
            long attempt,
            boolean settled,
            int readings,
            long logMillis,
            String decoder,
            long catalogVersion) {
        this(raw, attempt, settled, readings, logMillis, decoder, catalogVersion, 0);
    }

    public Redrive {
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(decoder, "decoder");
    }
}
