package org.metrobed.api.annotation;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.FieldException;
import org.metrobed.api.http.RequestZone;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.store.correction.AnnotationDraft;

/**
 * A requested annotation, or an order to recompute. Immutable.
 *
 * @param datastream {@code testbed/thing/property}
 * @param datetime range of phenomenon time
 * @param correction what is done to the readings
 * @param reason free text; not blank, at most {@value #MAX_REASON} characters
 * @param author the person who makes it; not blank, at most {@value #MAX_AUTHOR} characters
 */
public record AnnotationOrder(
        String datastream, Datetime datetime, Correction correction, String reason, String author) {

    /** The maximum range. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private static final int MAX_REASON = 2_000;
    private static final int MAX_AUTHOR = 200;

    /** How far ahead of the clock the pipeline accepts phenomenon times. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /**
     * Checks the fields.
     *
     * @throws FieldException if a field breaks a rule
     */
    public AnnotationOrder {
        Objects.requireNonNull(correction, "correction");
        datastream = FieldException.text("datastream", datastream, 1_000);
        reason = reason(reason);
        author = author(author);
        if (!datetime.from().isBefore(datetime.to())) {
            throw new FieldException("datetime", "must end after it starts");
        }
        if (Duration.between(datetime.from(), datetime.to()).compareTo(LONGEST) > 0) {
            throw new FieldException("datetime", "must be at most " + LONGEST.toDays() + " days long");
        }
    }

    /**
     * Reads the fields of an annotation.
     *
     * @param now the time by the clock
     * @throws FieldException if a field breaks a rule
     */
    public static AnnotationOrder parse(AnnotationRequest asked, Instant now) {
        Double value = asked.value();
        String word = FieldException.text("kind", asked.kind(), 20);
        Correction.Kind what = FieldException.read("kind", () -> Correction.Kind.parse(word));
        if (what == Correction.Kind.RECOMPUTE) {
            throw new FieldException(
                    "kind", "must be one of bad, offset, scale; order a recompute at /api/v1/recomputes");
        }
        if (what.takesValue() && value == null) {
            throw new FieldException("value", "is needed with '" + what.word() + "'");
        }
        Correction correction = FieldException.read("value", () -> new Correction(what, value == null ? 0 : value));
        return new AnnotationOrder(
                asked.datastream(),
                range(asked.datetime(), asked.tz(), now),
                correction,
                asked.reason(),
                asked.author());
    }

    /**
     * Reads the fields of an order to recompute.
     *
     * @param now the time by the clock
     * @throws FieldException if a field breaks a rule
     */
    public static AnnotationOrder parse(RecomputeRequest asked, Instant now) {
        return new AnnotationOrder(
                asked.datastream(),
                range(asked.datetime(), asked.tz(), now),
                Correction.RECOMPUTE,
                asked.reason(),
                asked.author());
    }

    /**
     * Checks the reason.
     *
     * @throws FieldException if there is no reason, or it is too long
     */
    static String reason(String text) {
        return FieldException.text("reason", text, MAX_REASON);
    }

    /**
     * Checks the author.
     *
     * @throws FieldException if there is no author, or the name is too long
     */
    static String author(String text) {
        return FieldException.text("author", text, MAX_AUTHOR);
    }

    /**
     * The draft under a catalog. The readings are those stored under this name, also if it is a former or retired one.
     *
     * @param now the time by the clock
     * @throws FieldException if the datastream is unknown, a direction would be rescaled, a state or total changed, or the range ends in the
     *     future
     */
    public AnnotationDraft draft(Catalog catalog, Instant now) {
        Datastream known = catalog.findDatastream(datastream)
                .or(() -> catalog.past().findLast(datastream, catalog.version()))
                .orElseThrow(
                        () -> new FieldException("datastream", "is '" + datastream + "', which is not in the catalog"));
        if (correction.kind() == Correction.Kind.SCALE && known.statistic() == Datastream.Statistic.DIRECTION) {
            throw new FieldException("kind", "must not be 'scale' for directions");
        }
        if (correction.kind().takesValue() && known.statistic() == Datastream.Statistic.STATE) {
            throw new FieldException("kind", "must not be '" + correction.kind().word() + "' for states");
        }
        if (known.statistic() == Datastream.Statistic.TOTAL && correction.kind().takesValue()) {
            throw new FieldException(
                    "kind",
                    "must not be '" + correction.kind().word()
                            + "' for totals: at the ends of the range windows would count the change as an increase or a reset; "
                            + "use 'bad' for false readings, or state the scale in the binding");
        }
        if (datetime.to().isAfter(now.plus(AHEAD))) {
            throw new FieldException("datetime", "must not end in the future");
        }
        return new AnnotationDraft(
                known.settings(), datetime.fromMicros(), datetime.toMicros(), correction, reason, author);
    }

    private static Datetime range(String datetime, String tz, Instant now) {
        RequestZone zone = FieldException.read("tz", () -> RequestZone.parse(tz));
        String text = FieldException.text("datetime", datetime, 200);
        return FieldException.read("datetime", () -> zone.range(text, now));
    }
}
