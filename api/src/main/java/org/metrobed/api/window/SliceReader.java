package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.query.TimeRange;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/** Reads the windows of a slice of time, composes and groups them. Memory is that of its rows. Not thread-safe. */
final class SliceReader {

    /** A window of a series, equal by the key of the series. */
    private record Place(WindowSeries series, long startMicros) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place
                    && startMicros == place.startMicros
                    && series.key().equals(place.series.key());
        }

        @Override
        public int hashCode() {
            return 31 * series.key().hashCode() + Long.hashCode(startMicros);
        }
    }

    private final WindowReader reader;
    private final WindowQuestion question;
    private final ItemMaker maker;
    private final WindowBorders borders;
    private WindowReach reach;
    private NewestParts newest;

    SliceReader(WindowReader reader, WindowQuestion question) {
        this.reader = reader;
        this.question = question;
        this.maker = new ItemMaker(question);
        this.borders = new WindowBorders(reader, question, this::newest);
    }

    /** The rows of windows that start in the slice, in no order. The bounds of the slice must be bounds of windows. */
    List<WindowItem> read(long fromMicros, long toMicros) throws SQLException {
        WindowQuery query = question.query(fromMicros, toMicros);
        if (question.state() == WindowQuestion.State.REVISIONS) {
            RevisionItems items = new RevisionItems(maker, new SeriesParts(question)::seriesOf);
            reader.forEachRevision(query, items::add);
            return items.end();
        }
        SeriesParts parts = new SeriesParts(question);
        Set<Place> waiting = new HashSet<>();
        if (question.state() == WindowQuestion.State.ALL) {
            WindowReach ends = reach();
            reader.forEach(query, part -> addSettled(ends, question.level(), part, parts));
            addTails(query, parts);
            for (MergedWindow part : newest().list(query.datastreams(), fromMicros, toMicros)) {
                parts.add(part);
                waiting.add(new Place(
                        parts.translated(part.window()).series(),
                        question.calendar().startOf(part.window().startMicros())));
            }
        } else {
            reader.forEach(query, parts::add);
        }
        return items(parts, waiting, fromMicros, toMicros);
    }

    private static void addSettled(WindowReach ends, WindowLevel level, MergedWindow part, SeriesParts parts) {
        if (part.window().startMicros()
                < ends.settledMicros(level, part.window().datastream())) {
            parts.add(part);
        }
    }

    /** Start of the stored window in a range that a list in this order begins with, microseconds since 1970 UTC. */
    OptionalLong findFirst(TimeRange range, TimeOrder order) throws SQLException {
        List<WindowLevel> levels = new ArrayList<>(List.of(question.level()));
        if (question.state() == WindowQuestion.State.ALL) {
            levels.addAll(question.level().finer());
        }
        OptionalLong first = OptionalLong.empty();
        for (WindowLevel level : levels) {
            WindowQuery query = question.query(range.fromMicros(), range.toMicros())
                    .withRange(level.millis(), range.fromMicros(), range.toMicros());
            OptionalLong found = reader.findFirst(query, order);
            boolean before =
                    found.isPresent() && (first.isEmpty() || order.isBefore(found.getAsLong(), first.getAsLong()));
            first = before ? found : first;
        }
        if (question.state() == WindowQuestion.State.ALL) {
            List<String> datastreams =
                    question.query(range.fromMicros(), range.toMicros()).datastreams();
            for (MergedWindow part : newest().list(datastreams, range.fromMicros(), range.toMicros())) {
                long start = part.window().startMicros();
                first = first.isEmpty() || order.isBefore(start, first.getAsLong()) ? OptionalLong.of(start) : first;
            }
        }
        return first;
    }

    /** Whether a window of a series with this end is open. */
    boolean isOpen(WindowSeries series, long endMicros) throws SQLException {
        return reach().isOpen(series, endMicros);
    }

    /** Adds windows of finer levels after the newest windows of the coarser ones. */
    private void addTails(WindowQuery query, SeriesParts parts) throws SQLException {
        Map<String, Long> reached = new HashMap<>();
        query.datastreams().forEach(id -> reached.put(id, reach.endMicros(question.level(), id)));
        for (WindowLevel level : question.level().finer()) {
            List<String> behind = query.datastreams().stream()
                    .filter(id -> reached.get(id) < Math.min(reach.endMicros(level, id), query.toMicros()))
                    .toList();
            long from = behind.stream().mapToLong(reached::get).min().orElse(query.toMicros());
            if (from < query.toMicros()) {
                WindowQuery tail = query.withDatastreams(behind)
                        .withRange(level.millis(), Math.max(from, query.fromMicros()), query.toMicros());
                reader.forEach(tail, part -> {
                    if (part.window().startMicros() >= reached.get(part.window().datastream())) {
                        addSettled(reach, level, part, parts);
                    }
                });
                behind.forEach(id -> reached.put(id, reach.endMicros(level, id)));
            }
        }
    }

    private List<WindowItem> items(SeriesParts parts, Set<Place> waiting, long fromMicros, long toMicros)
            throws SQLException {
        Map<Place, List<WindowPart>> places = new HashMap<>();
        borders.forEachPart(parts.windows(), fromMicros, toMicros, (series, part) -> add(series, part, places));
        boolean allClosed = question.isStored() && question.state() == WindowQuestion.State.CLOSED && !grouped();
        List<WindowItem> items = new ArrayList<>(places.size());
        for (Map.Entry<Place, List<WindowPart>> place : places.entrySet()) {
            WindowSeries series = place.getKey().series;
            WindowPart first = place.getValue().get(0);
            boolean open = waiting.contains(place.getKey())
                    || (!(allClosed && first.window() != null) && isOpen(series, first.endMicros()));
            if (!open || question.state() == WindowQuestion.State.ALL) {
                items.add(maker.item(series, place.getValue(), open)
                        .of(parts.deployments(series, place.getKey().startMicros)));
            }
        }
        return items;
    }

    private static void add(WindowSeries series, WindowPart part, Map<Place, List<WindowPart>> places) {
        places.computeIfAbsent(new Place(series, part.startMicros()), place -> new ArrayList<>(1))
                .add(part);
    }

    private boolean grouped() {
        return question.series().stream().anyMatch(WindowSeries::isGroup);
    }

    private WindowReach reach() throws SQLException {
        if (reach == null) {
            reach = WindowReach.read(reader, question);
        }
        return reach;
    }

    private NewestParts newest() throws SQLException {
        if (newest == null) {
            newest = new NewestParts(reader.newestReadings(), question, reach());
        }
        return newest;
    }
}
