package org.metrobed.api.window;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Rows;

/**
 * Windows as a wide table: one row for each start, one column for each series and aggregate. The columns are those of the
 * selected series, whether they have windows or not. Reads the windows once, in their order.
 */
final class WideWindows implements Iterator<WideView> {

    /** Whether a row is a window or all windows of one time. */
    static final QueryParameter SHAPE = QueryParameter.word(
            "shape",
            "wide: one row for each start and one column for each datastream (of several aggregates datastream:aggregate), of the whole list in CSV,"
                    + " Arrow, Parquet or NDJSON; the mean, if agg names no aggregate. long: one row for each window.",
            List.of("long", "wide"),
            "long");

    private static final Set<String> OF_ZONES = Set.of("localStart", "localTime");

    private final Iterator<WindowView> windows;
    private final List<RecordShape.Field> fields;
    private final Map<String, String> units;
    private WindowView next;

    private WideWindows(Iterator<WindowView> windows, List<RecordShape.Field> fields, Map<String, String> units) {
        this.windows = windows;
        this.fields = fields;
        this.units = units;
        this.next = windows.hasNext() ? windows.next() : null;
    }

    /** Whether a request wants a wide table. */
    static boolean wanted(Request request) {
        return request.findText(SHAPE).orElseThrow().equals("wide");
    }

    /** @throws ProblemException if a request wants a wide table that it cannot have */
    static void check(Request request) {
        if (!wanted(request)) {
            return;
        }
        if (request.format() == Format.JSON) {
            throw ProblemException.parameter(SHAPE.name(), "wide is for f=csv, arrow, parquet and ndjson");
        }
        if (!Listing.isWhole(request)) {
            throw ProblemException.parameter(SHAPE.name(), "wide gives one answer: leave out limit and cursor");
        }
        if (request.findText(WindowParameters.REVISIONS).orElseThrow().equals("all")) {
            throw ProblemException.parameter(
                    WindowParameters.REVISIONS.name(),
                    "all has several rows of a window, and shape=wide has one value of each: leave out one of them");
        }
    }

    /**
     * The wide table of a list.
     *
     * @param local whether the request states a zone
     * @param aggregates the fields of windows that become columns
     */
    static Rows<WideView> of(Rows<WindowView> rows, List<WindowSeries> series, List<String> aggregates, boolean local) {
        List<RecordShape.Field> fields = rows.shape().fields().stream()
                .filter(field -> aggregates.contains(field.name()))
                .toList();
        Map<String, String> units = new LinkedHashMap<>();
        for (WindowSeries one : series) {
            for (RecordShape.Field field : fields) {
                units.put(column(label(one), field, fields), unit(field, one.unit()));
            }
        }
        RecordShape<WideView> shape = RecordShape.of(WideView.class)
                .without(local ? Set.of() : OF_ZONES)
                .spread("values", units);
        return rows.with(shape, new WideWindows(rows.rows(), fields, units));
    }

    /** The unit of a column; values of a series in another unit than its own have no column. */
    private static String unit(RecordShape.Field field, String ofSeries) {
        if (!field.unit().equals(Doc.OF_DATASTREAM)) {
            return field.unit();
        }
        return ofSeries == null ? "" : ofSeries;
    }

    private static String label(WindowSeries series) {
        return series.isGroup() ? series.group() + "/" + series.property() : series.datastream();
    }

    private static String label(WindowView window) {
        return window.datastream() == null ? window.group() + "/" + window.property() : window.datastream();
    }

    private static String column(String label, RecordShape.Field field, List<RecordShape.Field> fields) {
        return fields.size() == 1 ? label : label + ":" + field.name();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public WideView next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        WindowView first = next;
        Map<String, Double> values = new LinkedHashMap<>();
        while (next != null && next.start().equals(first.start())) {
            for (RecordShape.Field field : fields) {
                String column = column(label(next), field, fields);
                if (field.value(next) instanceof Number number
                        && unit(field, next.unit()).equals(units.get(column))) {
                    values.putIfAbsent(column, number.doubleValue());
                }
            }
            next = windows.hasNext() ? windows.next() : null;
        }
        return new WideView(first.start(), first.end(), first.localStart(), first.localTime(), values);
    }
}
