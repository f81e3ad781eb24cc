package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
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
    private final Map<String, Long> replacedSince = new HashMap<>();

    private WindowReach(WindowQuestion question) {
        this.question = question;
    }

    /** Reads the ends; for open windows those of all levels. */
    static WindowReach read(WindowReader reader, WindowQuestion question) throws SQLException {
        WindowReach reach = new WindowReach(question);
        List<WindowLevel> levels =
                question.state() == WindowQuestion.State.ALL ? WindowLevel.longestFirst() : List.of(question.level());
        for (WindowLevel level : levels) {
            reach.levels.put(level, reader.reach(question.query(0, 0).withRange(level.millis(), 0, 0)));
        }
        if (question.state() == WindowQuestion.State.ALL) {
            reach.replacedSince.putAll(
                    reader.newestReadings().replacedSince(question.replaceable(), question.asOfMillis()));
        }
        return reach;
    }

    /**
     * End of the newest window of a datastream at a level, microseconds since 1970 UTC; the least number if there is
     * none.
     */
    long endMicros(WindowLevel level, String datastream) {
        WindowReader.Reach reach = levels.getOrDefault(level, Map.of()).get(datastream);
        if (reach == null) {
            return Long.MIN_VALUE;
        }
        Long since = replacedSince.get(datastream);
        return since == null ? reach.endMicros() : Math.min(reach.endMicros(), level.startMicros(since));
    }

    /** Whether a stored window is shown as it is. */
    boolean isSettled(WindowRevision window) {
        Long since = replacedSince.get(window.datastream());
        return since == null || window.startMicros() + window.sizeMillis() * 1_000 <= since;
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
