package org.metrobed.api.window;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.observation.NewestReadings;
import org.metrobed.store.window.MergedWindow;

/**
 * The readings that are in no stored window yet, as windows of one minute with their flags so far: the newest reading of
 * a datastream enters its window when a later one or the idle timeout closes that. Thread-safe.
 */
final class NewestParts {

    private final NewestReadings readings;
    private final WindowQuestion question;
    private final WindowReach reach;
    private final Map<String, WindowSeries.Member> members;

    NewestParts(NewestReadings readings, WindowQuestion question, WindowReach reach) {
        this.readings = readings;
        this.question = question;
        this.reach = reach;
        this.members = question.series().stream()
                .flatMap(series -> series.members().stream())
                .collect(Collectors.toMap(WindowSeries.Member::id, Function.identity(), (one, same) -> one));
    }

    /** As {@link WindowReach#settledMicros}. */
    long settledMicros(WindowLevel level, String datastream) {
        return reach.settledMicros(level, datastream);
    }

    /** Those of a range of starts, microseconds since 1970 UTC, in the order of datastream and time. */
    List<MergedWindow> list(List<String> datastreams, long fromMicros, long toMicros) throws SQLException {
        Map<String, Long> from = new HashMap<>();
        for (String datastream : datastreams) {
            long since = Math.max(fromMicros, reach.endMicros(datastream));
            if (since < toMicros) {
                from.put(datastream, since);
            }
        }
        List<MergedWindow> parts = new ArrayList<>();
        List<Observation> minute = new ArrayList<>();
        for (Observation reading : readings.list(from, toMicros, question.asOfMillis())) {
            if (!minute.isEmpty() && !isSameMinute(minute.get(0), reading)) {
                parts.add(part(minute));
                minute.clear();
            }
            minute.add(reading);
        }
        if (!minute.isEmpty()) {
            parts.add(part(minute));
        }
        return parts;
    }

    private static boolean isSameMinute(Observation one, Observation other) {
        return start(one) == start(other) && one.datastream().equals(other.datastream());
    }

    private static long start(Observation reading) {
        return WindowLevel.MINUTE.startMicros(reading.phenomenonMicros());
    }

    /** The interval of the catalog version that judged the readings, milliseconds. */
    private long intervalMillis(Observation first, WindowContent content, WindowSeries.Member member) {
        return question.catalog()
                .findDatastream(first.datastream(), content.catalogVersion())
                .map(judged -> judged.settings().intervalMillis())
                .orElse(member.intervalMillis());
    }

    private MergedWindow part(List<Observation> minute) {
        Observation first = minute.get(0);
        WindowSeries.Member member = members.get(question.catalog().renames().current(first.datastream()));
        WindowAccumulator sum = new WindowAccumulator(start(first));
        minute.forEach(reading -> sum.add(reading, member.kind()));
        WindowContent content = sum.content();
        WindowRevision window = WindowRevisionBuilder.builder()
                .datastream(first.datastream())
                .sizeMillis(WindowLevel.MINUTE.millis())
                .startMicros(sum.startMicros())
                .recordedMillis(minute.stream()
                        .mapToLong(Observation::receivedMillis)
                        .max()
                        .orElseThrow())
                .intervalMillis(Math.max(1, intervalMillis(first, content, member)))
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .catalogVersion(content.catalogVersion())
                .build();
        return MergedWindow.ofNewest(window);
    }
}
