package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.window.WindowComposer;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/** Reads the windows of a slice of time, composes and groups them. Memory is that of its rows. Not thread-safe. */
final class SliceReader {

    private record Place(String key, long startMicros) {}

    private final WindowReader reader;
    private final WindowQuestion question;
    private final Map<String, WindowSeries> seriesOf = new HashMap<>();
    private final ItemMaker maker;
    private final WindowBorders borders;
    private WindowReach reach;

    SliceReader(WindowReader reader, WindowQuestion question) {
        this.reader = reader;
        this.question = question;
        this.maker = new ItemMaker(question);
        this.borders = new WindowBorders(reader, question);
        question.series().forEach(series -> series.members().forEach(member -> seriesOf.put(member.id(), series)));
    }

    /** The rows of windows that start in the slice, in no order. The bounds of the slice must be bounds of windows. */
    List<WindowItem> read(long fromMicros, long toMicros) throws SQLException {
        WindowQuery query = question.query(fromMicros, toMicros);
        if (question.state() == WindowQuestion.State.REVISIONS) {
            RevisionItems items = new RevisionItems(maker, seriesOf::get);
            reader.forEachRevision(query, items::add);
            return items.end();
        }
        WindowComposer composer = new WindowComposer(question.calendar());
        reader.forEach(query, composer::add);
        if (question.state() == WindowQuestion.State.ALL) {
            reach();
            addTails(query, composer);
        }
        return items(borders.parts(composer.windows(), fromMicros, toMicros));
    }

    /** Start of the earliest stored window from a time on, or the end if there is none; microseconds since 1970 UTC. */
    long findFirst(long fromMicros, long endMicros) throws SQLException {
        List<WindowLevel> levels = new ArrayList<>(List.of(question.level()));
        if (question.state() == WindowQuestion.State.ALL) {
            levels.addAll(question.level().finer());
        }
        long first = endMicros;
        for (WindowLevel level : levels) {
            WindowQuery query = question.query(fromMicros, first).withRange(level.millis(), fromMicros, first);
            first = reader.findFirst(query).orElse(first);
        }
        return first;
    }

    /** Whether a window of a series with this end is open. */
    boolean isOpen(WindowSeries series, long endMicros) throws SQLException {
        return reach().isOpen(series, endMicros);
    }

    /** Adds windows of finer levels after the newest windows of the coarser ones. */
    private void addTails(WindowQuery query, WindowComposer composer) throws SQLException {
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
                        composer.add(part);
                    }
                });
                behind.forEach(id -> reached.put(id, reach.endMicros(level, id)));
            }
        }
    }

    private List<WindowItem> items(List<WindowPart> windows) throws SQLException {
        Map<Place, List<WindowPart>> places = new HashMap<>();
        for (WindowPart window : windows) {
            String key = seriesOf.get(window.datastream()).key();
            places.computeIfAbsent(new Place(key, window.startMicros()), place -> new ArrayList<>(1))
                    .add(window);
        }
        boolean allClosed = question.isStored() && question.state() == WindowQuestion.State.CLOSED && !grouped();
        List<WindowItem> items = new ArrayList<>(places.size());
        for (List<WindowPart> parts : places.values()) {
            WindowPart first = parts.get(0);
            WindowSeries series = seriesOf.get(first.datastream());
            boolean open = !(allClosed && first.window() != null) && isOpen(series, first.endMicros());
            if (!open || question.state() == WindowQuestion.State.ALL) {
                items.add(maker.item(series, parts, open));
            }
        }
        return items;
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
}
