package org.metrobed.api.window;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Rows;
import org.metrobed.api.picture.Picture;
import org.metrobed.api.picture.PictureSeries;
import org.metrobed.api.picture.SvgPicture;
import org.metrobed.api.thing.Selection;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Thing;

/** Windows as a picture: a line for each series, of the aggregate that is asked for, or else of the usual one of its statistic. Static functions only. */
final class WindowPicture {

    private WindowPicture() {}

    /** @throws ProblemException if a request wants a picture that nobody could read, with the rule */
    static void check(Request request, WindowQuestion question, Datetime range) {
        if (request.format() != Format.SVG) {
            return;
        }
        if (question.series().size() > Picture.MOST_SERIES) {
            throw ProblemException.parameter(
                    Selection.DATASTREAM.name(),
                    "with the other parameters selects " + question.series().size()
                            + " series; a picture shows at most " + Picture.MOST_SERIES + ": select fewer");
        }
        if (WideWindows.wanted(request)) {
            throw ProblemException.parameter(WideWindows.SHAPE.name(), "wide is a table; leave it out of a picture");
        }
        if (question.state() == WindowQuestion.State.REVISIONS) {
            throw ProblemException.parameter(
                    WindowParameters.REVISIONS.name(), "all has several values of a window; a picture shows one");
        }
        long windows = (range.toMicros() - range.fromMicros())
                / (question.calendar().size().usualMillis() * 1_000);
        if (windows > Picture.MOST_POINTS) {
            throw ProblemException.parameter(
                    WindowParameters.WINDOW.name(),
                    "gives " + windows + " windows of each series in this datetime; a picture shows at most "
                            + Picture.MOST_POINTS + ": ask for longer windows or a shorter datetime");
        }
        if (windows == 0) {
            throw ProblemException.parameter(
                    WindowParameters.WINDOW.name(), "is longer than the datetime, so that there is nothing to draw");
        }
    }

    /** The picture of rows. */
    static String of(Request request, WindowQuestion question, Rows<WindowView> rows) {
        Map<String, RecordShape.Field> fields =
                rows.shape().fields().stream().collect(Collectors.toMap(RecordShape.Field::name, field -> field));
        List<String> named = request.listTexts(WindowParameters.AGG);
        Map<String, List<WindowView>> byLabel = new LinkedHashMap<>();
        rows.rows()
                .forEachRemaining(window -> byLabel.computeIfAbsent(label(window), label -> new ArrayList<>())
                        .add(window));
        List<PictureSeries> series = new ArrayList<>();
        for (WindowSeries one : question.series()) {
            RecordShape.Field field = fields.get(aggregate(one, named, fields));
            byLabel.entrySet().stream()
                    .filter(entry -> entry.getKey().equals(label(one)))
                    .findFirst()
                    .ifPresentOrElse(
                            entry -> series.add(series(one, question.catalog(), field, entry.getValue())),
                            () -> series.add(series(one, question.catalog(), field, List.of())));
        }
        return SvgPicture.draw(new Picture(
                title(series),
                subtitle(request, question, rows.datetime(), named),
                "Metrobed, " + request.path() + ", as of " + Moments.format(rows.asOf()),
                rows.datetime().from(),
                rows.datetime().to(),
                question.calendar().zone(),
                series));
    }

    private static PictureSeries series(
            WindowSeries one, Catalog catalog, RecordShape.Field field, List<WindowView> windows) {
        PictureSeries.Lines lines = new PictureSeries.Lines(one.statistics().contains(Statistic.DIRECTION));
        windows.stream().sorted(Comparator.comparing(WindowView::start)).forEach(window -> {
            boolean sameUnit = Objects.equals(window.unit(), one.unit());
            if (sameUnit && field != null && field.value(window) instanceof Number number) {
                lines.add(Moments.micros(window.start()), Moments.micros(window.end()), number.doubleValue());
            }
        });
        boolean ofUnit = field == null || field.unit().equals(Doc.OF_DATASTREAM);
        return new PictureSeries(name(one, catalog), ofUnit && one.unit() != null ? one.unit() : "", lines.runs());
    }

    /** The field that is drawn of a series: the first that is asked for and that its rows have. */
    private static String aggregate(WindowSeries one, List<String> named, Map<String, RecordShape.Field> fields) {
        return named.stream().filter(fields::containsKey).findFirst().orElseGet(() -> {
            Statistic statistic = one.statistics().stream().findFirst().orElse(Statistic.INSTANT);
            return statistic == Statistic.TOTAL ? "increase" : statistic == Statistic.STATE ? "last" : "mean";
        });
    }

    private static String label(WindowView window) {
        return window.datastream() == null ? window.group() + "/" + window.property() : window.datastream();
    }

    private static String label(WindowSeries one) {
        return one.isGroup() ? one.group() + "/" + one.property() : one.datastream();
    }

    /** What a series is of, as the catalog names it. */
    private static String name(WindowSeries one, Catalog catalog) {
        if (one.isGroup()) {
            return one.property() + ", " + one.group();
        }
        DatastreamId id = new DatastreamId(one.datastream());
        String property = catalog.findDatastream(id.value(), catalog.version())
                .map(Datastream::name)
                .orElse(id.property());
        return property + ", " + catalog.findThing(id.thing()).map(Thing::name).orElse(id.thing());
    }

    private static String title(List<PictureSeries> series) {
        return series.size() == 1
                ? series.get(0).name()
                : series.stream()
                        .map(one -> one.name().split(", ", 2)[0])
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String subtitle(Request request, WindowQuestion question, Datetime range, List<String> named) {
        String what = named.isEmpty() ? "" : String.join(", ", named) + " of ";
        return what + "windows of " + question.calendar().size() + ", "
                + clock(range.from(), question) + " to " + clock(range.to(), question) + ", "
                + (request.zone().stated() ? question.calendar().zone() : "UTC");
    }

    private static String clock(Instant time, WindowQuestion question) {
        return time.atZone(question.calendar().zone())
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace('T', ' ');
    }
}
