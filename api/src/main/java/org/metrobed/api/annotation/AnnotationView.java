package org.metrobed.api.annotation;

import java.time.Instant;
import java.util.Optional;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.store.correction.StoredAnnotation;

/** An annotation, or an order to recompute, in its current state. */
public record AnnotationView(
        @Doc("names it") String id,
        @Doc("testbed/thing/property") String datastream,
        @Doc("first phenomenon time in it") Instant from,
        @Doc("first phenomenon time after it") Instant to,
        @Doc("bad, offset, scale or recompute") String kind,

        @Doc("the offset in the datastream's unit, or the factor; null for the others")
        Double value,

        @Doc("why") String reason,
        @Doc("the author") String author,
        @Doc("when it was made, by the server's clock") Instant madeTime,

        @Doc("log time from which answers show it: an as_of before it does not")
        Instant holdsFrom,

        @Doc("whether it was undone") boolean undone,

        @Doc(value = "reason for undoing it; null while it is in force", nullable = true)
        String undoneReason,

        @Doc(value = "the person who undid it; null while it is in force", nullable = true)
        String undoneAuthor,

        @Doc("when it was undone, by the server's clock; null while it is in force")
        Instant undoneTime,

        @Doc("log time from which answers no longer show it; null while it is in force")
        Instant heldUntil,

        @Doc("pending or applied: whether all effects of it, or of its undoing, have been written")
        String state,

        @Doc("number of days (UTC) of the datastream in it") int days,

        @Doc("on how many of these days some effects are not written yet")
        int pendingDays) {

    static AnnotationView of(StoredAnnotation stored) {
        AnnotationEvent made = stored.made();
        Optional<AnnotationEvent> undone = stored.undone();
        return new AnnotationView(
                made.annotation(),
                made.datastream(),
                Moments.ofMicros(made.fromMicros()),
                Moments.ofMicros(made.toMicros()),
                made.correction().kind().word(),
                made.correction().kind().takesValue() ? made.correction().value() : null,
                made.reason(),
                made.author(),
                Instant.ofEpochMilli(stored.acceptedMillis()),
                Instant.ofEpochMilli(made.holdsFromMillis()),
                undone.isPresent(),
                undone.map(AnnotationEvent::reason).orElse(null),
                undone.map(AnnotationEvent::author).orElse(null),
                undone.isPresent() ? Instant.ofEpochMilli(stored.undoneMillis()) : null,
                undone.map(AnnotationEvent::holdsFromMillis)
                        .map(Instant::ofEpochMilli)
                        .orElse(null),
                stored.isApplied() ? "applied" : "pending",
                stored.days(),
                stored.pendingDays());
    }
}
