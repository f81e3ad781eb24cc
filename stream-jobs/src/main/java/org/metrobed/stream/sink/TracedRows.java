package org.metrobed.stream.sink;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.model.Observation;
import org.metrobed.stream.support.Tracing;
import org.metrobed.tracing.MessageTracer;

/**
 * Which rows of a sink are steps of a traced message; sent to the tasks with the job. Immutable.
 *
 * @param tracing which messages are traced
 * @param step the place and the attributes of a row; empty if it is no step of its message
 */
public record TracedRows<T>(Tracing tracing, RowStep<T> step) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Finds what a trace says of a row. */
    @FunctionalInterface
    public interface RowStep<T> extends Function<T, Optional<Step>>, Serializable {}

    /**
     * What a trace says of a row.
     *
     * @param place of its reading
     * @param attributes what is known of it
     */
    public record Step(MessageTracer.Place place, Map<String, String> attributes) {}

    public TracedRows {
        Objects.requireNonNull(tracing, "tracing");
        Objects.requireNonNull(step, "step");
    }

    /** No row. */
    public static <T> TracedRows<T> none() {
        return new TracedRows<>(Tracing.OFF, row -> Optional.empty());
    }

    /** The first revision of each observation of a reading; later ones have other causes than its message. */
    public static TracedRows<Observation> observations(Tracing tracing) {
        return new TracedRows<>(tracing, TracedRows::ofObservation);
    }

    private static Optional<Step> ofObservation(Observation row) {
        return row.cause() == Observation.Cause.ARRIVAL && row.raw().index() >= 0
                ? Optional.of(new Step(
                        new MessageTracer.Place(
                                row.raw().partition(),
                                row.raw().offset(),
                                row.raw().index()),
                        Map.of(
                                "metrobed.datastream",
                                row.datastream(),
                                "metrobed.flag",
                                Integer.toString(row.flag().code()))))
                : Optional.empty();
    }
}
