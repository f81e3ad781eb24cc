package org.metrobed.analysis.correction;

import java.util.Objects;

/**
 * Why a revision of a product was written: what happened to which input. Immutable.
 *
 * @param datastream the product
 * @param phenomenonMicros the time of its value, microseconds since 1970 UTC
 * @param revision of its value
 * @param input the input
 * @param inputMicros the time of the input's reading
 * @param event {@code correction}, {@code undone}, {@code replaced}, {@code judged} or {@code input} for a revision of the
 *     input; {@code late} or {@code redrive} if it came after the product was computed
 * @param annotation the id of the annotation that was made or undone; empty for other events
 */
public record ProductCause(
        String datastream,
        long phenomenonMicros,
        int revision,
        String input,
        long inputMicros,
        String event,
        String annotation) {
    public ProductCause {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(annotation, "annotation");
    }
}
