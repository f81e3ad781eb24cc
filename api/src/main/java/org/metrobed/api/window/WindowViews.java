package org.metrobed.api.window;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.metrobed.api.http.Moments;
import org.metrobed.api.thing.StatisticRule;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Deployment;
import org.metrobed.model.Location;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.Course;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.window.MergedWindow;

/** Converts rows to views. Immutable, thread-safe. */
public final class WindowViews {

    private static final String READING = "reading";
    private static final String TIME = "time";

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

    /** One revision alone, with the usual aggregates of good readings; its datastream is empty if the catalog lost it. */
    public static WindowView of(WindowRevision revision, Optional<Datastream> datastream, Catalog catalog) {
        DatastreamId id = new DatastreamId(revision.datastream());
        String unit = datastream.map(Datastream::unit).orElse(null);
        Set<Statistic> statistics = StatisticRule.statistics(datastream, catalog);
        WindowSeries series = new WindowSeries(id.value(), "", id.property(), unit, statistics, List.of());
        AggregateValues values = AggregateValues.of(revision.good(), revision.expected(), Map.of(), statistics);
        Course course = revision.good().course();
        WholeCourse whole =
                course.isKept() ? WholeCourse.unknown(course.kind(), WholeCourse.Unknown.ONE_REVISION) : null;
        WindowItem item = new WindowItem(
                series,
                WindowPart.of(MergedWindow.ofStored(revision, 1, ""), null),
                0,
                1,
                whole == null ? values : values.with(whole, revision.startMicros(), false),
                WindowItem.Marks.NONE);
        String size = WindowSize.text(revision.sizeMillis());
        return view(item, new Frame(null, size, size, WindowFlags.GOOD, null));
    }

    /** A row. */
    WindowView of(WindowItem item) {
        ZonedDateTime local =
                zone == null ? null : Moments.ofMicros(item.startMicros()).atZone(zone);
        String pipeline = isStored(item) ? item.window().pipelineVersion() : null;
        return view(item, new Frame(local, size, level, question.flags(), pipeline));
    }

    private static boolean isStored(WindowItem item) {
        return item.window() != null && !item.window().isNewest();
    }

    /** Fields of a view that do not depend on its row. */
    private record Frame(ZonedDateTime local, String size, String level, WindowFlags flags, String pipelineVersion) {

        /** The start as text; null without a zone. */
        String start(DateTimeFormatter format) {
            return local == null ? null : format.format(local);
        }
    }

    private static String weight(WholeCourse course) {
        return course != null && course.kind().isHeld() ? TIME : READING;
    }

    /** Null if its readings are of several places, or of none that is known. */
    private static Double place(WindowItem item, Function<Location, Double> degrees) {
        List<Location> places = item.marks().deployments().stream()
                .map(Deployment::location)
                .distinct()
                .toList();
        return places.size() == 1 ? degrees.apply(places.get(0)) : null;
    }

    private static WindowView view(WindowItem item, Frame frame) {
        WindowSeries series = item.series();
        boolean group = series.isGroup();
        AggregateValues values = item.values();
        WindowRevision window = item.window() == null ? null : item.window().window();
        ExpectedReadings expected = window == null
                ? series.expected((item.endMicros() - item.startMicros()) / 1_000)
                : item.window().expected();
        long count = window == null ? 0 : frame.flags.count(window);
        double coverage = item.coverage(count);
        OrderedValues ordered = values.ordered();
        return WindowViewBuilder.builder()
                .datastream(group ? null : series.datastream())
                .group(group ? series.group() : null)
                .property(group ? series.property() : null)
                .datastreams(group ? item.datastreams() : null)
                .weight(group ? weight(item.part().course()) : null)
                .start(Moments.ofMicros(item.startMicros()))
                .end(Moments.ofMicros(item.endMicros()))
                .localStart(frame.start(DateTimeFormatter.ISO_OFFSET_DATE_TIME))
                .localTime(frame.start(DateTimeFormatter.ISO_LOCAL_DATE_TIME))
                .size(frame.size)
                .unit(series.unit())
                .counts(window == null ? WindowView.Counts.NONE : WindowView.Counts.of(window))
                .expected(expected.readings())
                .coverage(coverage)
                .incomplete(coverage < ExpectedReadings.COMPLETE)
                .open(item.marks().open())
                .withheld(item.marks().withheld())
                .filled(item.marks().filled())
                .count(values.count() == null ? Long.valueOf(count) : values.count())
                .mean(values.mean())
                .sd(values.sd())
                .min(values.min())
                .minTime(values.minTime())
                .max(values.max())
                .maxTime(values.maxTime())
                .sum(values.sum())
                .total(values.total())
                .first(values.first())
                .firstTime(values.firstTime())
                .last(values.last())
                .lastTime(values.lastTime())
                .direction(values.direction())
                .increase(ordered.increase())
                .resets(ordered.resets())
                .transitions(ordered.transitions())
                .mode(ordered.mode())
                .timeInState(series.states(ordered.secondsInState()))
                .unknown(ordered.unknown())
                .quantiles(values.quantiles())
                .level(frame.level)
                .parts(window == null ? 0 : item.window().parts())
                .revision(isStored(item) ? window.revision() : null)
                .revisions(window == null ? 0 : item.window().revisions())
                .replaces(window != null && window.replaces())
                .lateCount(window == null ? 0 : window.lateCount())
                .recordedTime(isStored(item) ? Instant.ofEpochMilli(window.recordedMillis()) : null)
                .catalogVersion(window == null ? null : window.catalogVersion())
                .pipelineVersion(frame.pipelineVersion)
                .latitude(place(item, Location::latitudeDegrees))
                .longitude(place(item, Location::longitudeDegrees))
                .deployments(
                        item.marks().deployments().isEmpty()
                                ? null
                                : item.marks().deployments().size())
                .build();
    }
}
