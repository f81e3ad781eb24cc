package org.metrobed.analysis.correction;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.model.Observation;

/** All annotations of one datastream, folded in the order of their events. Immutable. */
public final class Corrections {

    private final List<AnnotationEvent> events;
    private final Map<String, Long> undoneFrom = new HashMap<>();

    /** Folds events, given in any order. */
    public Corrections(List<AnnotationEvent> events) {
        this.events = events.stream()
                .sorted(Comparator.comparingLong(AnnotationEvent::sequence))
                .toList();
        for (AnnotationEvent event : this.events) {
            if (event.step() == AnnotationEvent.Step.UNDONE) {
                undoneFrom.putIfAbsent(event.annotation(), event.holdsFromMillis());
            }
        }
    }

    /** The events whose ranges overlap {@code [fromMicros, toMicros)}, in order. */
    public List<AnnotationEvent> touching(long fromMicros, long toMicros) {
        return events.stream()
                .filter(event -> event.touches(fromMicros, toMicros))
                .toList();
    }

    /**
     * A reading as it is valid at a log time.
     *
     * @param reading the reading from the stream
     * @param logMillis log time, milliseconds since 1970 UTC
     * @return the reading itself if no correction applies
     */
    public Observation at(Observation reading, long logMillis) {
        Observation corrected = reading;
        for (AnnotationEvent event : events) {
            if (event.contains(reading.phenomenonMicros()) && isInForce(event, logMillis)) {
                corrected = event.correction().apply(corrected, event.statistic());
            }
        }
        return corrected;
    }

    private boolean isInForce(AnnotationEvent event, long logMillis) {
        return event.step() == AnnotationEvent.Step.MADE
                && event.holdsFromMillis() <= logMillis
                && undoneFrom.getOrDefault(event.annotation(), Long.MAX_VALUE) > logMillis;
    }
}
