package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.analysis.correction.LogMinute;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/**
 * The end of the stored windows of each datastream, which decides the open windows. A window is open if its end is
 * after the log time shown, or after the newest stored window of a datastream that still sends. Where open windows are shown, a stored
 * window stays open until it contains the values that replaced others in it. Immutable.
 */
final class WindowReach {

    /** Maximum delay of writing in addition to the length of a window. */
    private static final long PATIENCE_MILLIS = 15 * 60_000L;

    private final WindowQuestion question;
    private final Map<WindowLevel, Map<String, WindowReader.Reach>> levels = new EnumMap<>(WindowLevel.class);
    private final Map<WindowLevel, Map<String, Long>> replaced = new EnumMap<>(WindowLevel.class);

    private WindowReach(WindowQuestion question) {
        this.question = question;
    }

    /** Reads the ends; for open windows those of all levels. */
    static WindowReach read(WindowReader reader, WindowQuestion question) throws SQLException {
        WindowReach reach = new WindowReach(question);
        List<WindowLevel> levels =
                question.state() == WindowQuestion.State.ALL ? WindowLevel.longestFirst() : List.of(question.level());
        for (WindowLevel level : levels) {
            WindowQuery query = question.query(0, 0).withRange(level.millis(), 0, 0);
            reach.levels.put(level, reader.reach(query));
            if (question.state() == WindowQuestion.State.ALL) {
                reach.replaced.put(level, reach.replaced(reader, query, reach.levels.get(level)));
            }
        }
        return reach;
    }

    /**
     * The first time of each datastream whose value was replaced before the minute of log time that still runs, in the windows of a
     * level that closed in this minute: corrections follow at its end. Microseconds since 1970 UTC; usually empty.
     */
    private Map<String, Long> replaced(WindowReader reader, WindowQuery query, Map<String, WindowReader.Reach> ends)
            throws SQLException {
        long minute = LogMinute.after(question.asOfMillis()) - LogMinute.MILLIS;
        List<String> closing = question.replaceable().stream()
                .filter(id -> ends.containsKey(id) && ends.get(id).recordedMillis() >= minute)
                .toList();
        if (closing.isEmpty()) {
            return Map.of();
        }
        Map<String, WindowReader.Reach> before =
                reader.reach(query.withDatastreams(closing).withAsOf(minute - 1));
        Map<String, Long> from = new HashMap<>();
        closing.forEach(
                id -> from.put(id, before.containsKey(id) ? before.get(id).endMicros() : Long.MIN_VALUE));
        return reader.newestReadings().firstReplaced(from, minute);
    }

    /**
     * End of the windows of a datastream at a level that are shown as they are, microseconds since 1970 UTC; the least
     * number if there is none.
     */
    long endMicros(WindowLevel level, String datastream) {
        WindowReader.Reach reach = levels.getOrDefault(level, Map.of()).get(datastream);
        if (reach == null) {
            return Long.MIN_VALUE;
        }
        return Math.min(reach.endMicros(), settledMicros(level, datastream));
    }

    /**
     * The time from which windows of a datastream at a level stay open although they closed, microseconds since 1970 UTC; usually the
     * greatest number.
     */
    long settledMicros(WindowLevel level, String datastream) {
        Long first = replaced.getOrDefault(level, Map.of()).get(datastream);
        return first == null ? Long.MAX_VALUE : level.startMicros(first);
    }

    /** End of the newest window of a datastream at any level that was read; the least number if there is none. */
    long endMicros(String datastream) {
        return levels.keySet().stream()
                .mapToLong(level -> endMicros(level, datastream))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** Whether a window with this end is open for any datastream of a series. */
    boolean isOpen(WindowSeries series, long endMicros) {
        return series.members().stream().anyMatch(member -> isOpen(member, endMicros));
    }

    private boolean isOpen(WindowSeries.Member member, long endMicros) {
        if (endMicros <= endMicros(question.level(), member.id())) {
            return false;
        }
        if (endMicros > question.asOfMillis() * 1_000) {
            return true;
        }
        long newest = levels.entrySet().stream()
                .filter(level -> level.getKey().millis() <= question.level().millis())
                .map(level -> level.getValue().get(member.id()))
                .filter(reach -> reach != null)
                .mapToLong(WindowReader.Reach::recordedMillis)
                .max()
                .orElse(0);
        if (member.kind().onChange()) { // silence says nothing: log time alone closes its windows
            newest = Math.max(newest, endMicros / 1_000);
        }
        long idleMillis = 2 * Math.max(question.level().millis(), member.intervalMillis()) + PATIENCE_MILLIS;
        return question.asOfMillis() - newest < idleMillis;
    }
}
