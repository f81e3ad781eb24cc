package org.metrobed.api.window;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.metrobed.api.http.Moments;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.window.MergedWindow;

/** Converts rows to views. Immutable, thread-safe. */
public final class WindowViews {

    private static final String WEIGHT = "reading";

    private final WindowQuestion question;
    private final ZoneId zone;
    private final String size;
    private final String level;

    /**
     * Views of the rows of a query.
     *
     * @param local whether to include the start in the zone
     */
    WindowViews(WindowQuestion question, boolean local) {
        this.question = question;
        this.zone = local ? question.calendar().zone() : null;
        this.size = question.calendar().size().toString();
        this.level = WindowSize.text(question.level().millis());
    }

    /** One revision alone, with the unit of its datastream and the usual aggregates of good readings. */
    public static WindowView of(WindowRevision revision, String unit) {
        DatastreamId id = new DatastreamId(revision.datastream());
        WindowSeries series = new WindowSeries(id.value(), "", id.property(), unit, List.of());
        WindowItem item = new WindowItem(
                series,
                revision.startMicros(),
                revision.endMicros(),
                0,
                new MergedWindow(revision, 1, 1, ""),
                1,
                AggregateValues.of(revision.good(), revision.expected(), Map.of()),
                WindowItem.Marks.NONE);
        String size = WindowSize.text(revision.sizeMillis());
        return view(item, new Frame(null, size, size, WindowFlags.GOOD, null));
    }

    /** A row. */
    WindowView of(WindowItem item) {
        ZonedDateTime local =
                zone == null ? null : Moments.ofMicros(item.startMicros()).atZone(zone);
        String pipeline = item.window() == null ? null : item.window().pipelineVersion();
        return view(item, new Frame(local, size, level, question.flags(), pipeline));
    }

    /** Fields of a view that do not depend on its row. */
    private record Frame(ZonedDateTime local, String size, String level, WindowFlags flags, String pipelineVersion) {

        /** The start as text; null without a zone. */
        String start(DateTimeFormatter format) {
            return local == null ? null : format.format(local);
        }
    }

    private static WindowView view(WindowItem item, Frame frame) {
        WindowSeries series = item.series();
        boolean group = series.isGroup();
        AggregateValues values = item.values();
        WindowRevision window = item.window() == null ? null : item.window().window();
        int expected =
                window == null ? series.expected((item.endMicros() - item.startMicros()) / 1_000) : window.expected();
        double coverage = window == null ? 0 : Math.min(1, frame.flags.count(window) / (double) expected);
        return new WindowView(
                group ? null : series.key(),
                group ? series.group() : null,
                group ? series.property() : null,
                group ? item.datastreams() : null,
                group ? WEIGHT : null,
                Moments.ofMicros(item.startMicros()),
                Moments.ofMicros(item.endMicros()),
                frame.start(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                frame.start(DateTimeFormatter.ISO_LOCAL_DATE_TIME),
                frame.size,
                series.unit(),
                window == null ? WindowView.Counts.NONE : WindowView.Counts.of(window),
                expected,
                coverage,
                coverage < WindowRevision.COMPLETE,
                item.marks().open(),
                item.marks().withheld(),
                item.marks().filled(),
                values.count(),
                values.mean(),
                values.sd(),
                values.min(),
                values.minTime(),
                values.max(),
                values.maxTime(),
                values.sum(),
                values.total(),
                values.first(),
                values.firstTime(),
                values.last(),
                values.lastTime(),
                values.direction(),
                values.quantiles(),
                frame.level,
                window == null ? 0 : item.window().parts(),
                window == null ? null : window.revision(),
                window == null ? 0 : item.window().revisions(),
                window != null && window.replaces(),
                window == null ? 0 : window.lateCount(),
                window == null ? null : Instant.ofEpochMilli(window.recordedMillis()),
                window == null ? null : window.catalogVersion(),
                frame.pipelineVersion);
    }
}
