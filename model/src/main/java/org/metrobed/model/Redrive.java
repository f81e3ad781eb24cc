package org.metrobed.model;

import java.util.Objects;

/**
 * The outcome of driving one dead letter again. When it was not settled, a dead letter of the same raw position and attempt
 * says why. Key: (raw position, attempt). Immutable.
 *
 * @param raw the dead letter's raw position
 * @param attempt the offset, plus one, of the record of the raw log that drove it again; in the partition of {@code raw}
 * @param settled whether it became readings
 * @param readings how many readings it became
 * @param logMillis received time of the record that drove it again, milliseconds since 1970 UTC
 * @param decoder the decoder that ran, with its version; empty when none was bound
 * @param catalogVersion the catalog version in force then
 */
public record Redrive(
        RawPosition raw,
        long attempt,
        boolean settled,
        int readings,
        long logMillis,
        String decoder,
        long catalogVersion) {

    public Redrive {
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(decoder, "decoder");
    }
}
