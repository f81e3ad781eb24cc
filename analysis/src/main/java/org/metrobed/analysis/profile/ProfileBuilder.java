package org.metrobed.analysis.profile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowRevision;

/**
 * Combines the windows of one datastream into a profile. Windows may come in any order and in several sizes. They must
 * not overlap, and each must be in one class only. Mutable, one thread; memory grows with the classes and with the times
 * without windows, not with the windows.
 */
public final class ProfileBuilder {

    private static final class Gathered {
        private final SummaryAccumulator readings = new SummaryAccumulator();
        private final BitSet days = new BitSet();
        private long good;
        private long notEvaluated;
        private long suspect;
        private long fail;
        private long missing;
        private int windows;
    }

    private final LocalClasses classes;
    private final Function<WindowRevision, Summary> readings;
    private final Map<Integer, Gathered> gathered = new HashMap<>();

    /** The interval of the windows from a start on; windows that follow one another in order share one entry. */
    private final NavigableMap<Long, Long> intervals = new TreeMap<>();

    private long lastEndMicros = Long.MIN_VALUE;
    private long lastIntervalMillis;

    /**
     * An empty profile.
     *
     * @param classes assigns windows to classes
     * @param readings selects the summary of a window
     */
    public ProfileBuilder(LocalClasses classes, Function<WindowRevision, Summary> readings) {
        this.classes = Objects.requireNonNull(classes, "classes");
        this.readings = Objects.requireNonNull(readings, "readings");
    }

    /** Adds a window with all its revisions folded; it must not start before 1970. */
    public void add(WindowRevision window) {
        Gathered of = gathered.computeIfAbsent(classes.classOf(window.startMicros()), key -> new Gathered());
        Summary summary = readings.apply(window);
        of.readings.add(summary);
        if (summary.count() > 0) {
            of.days.set(classes.dayOf(window.startMicros()));
        }
        of.good += window.good().count();
        of.notEvaluated += window.notEvaluatedCount();
        of.suspect += window.suspect().count();
        of.fail += window.failCount();
        of.missing += window.missingCount();
        of.windows++;
        if (window.startMicros() != lastEndMicros || window.intervalMillis() != lastIntervalMillis) {
            intervals.put(window.startMicros(), window.intervalMillis());
        }
        lastEndMicros = window.endMicros();
        lastIntervalMillis = window.intervalMillis();
    }

    /**
     * The profile of a range: one entry for each class that has time, in the order of classes, even if it has no readings.
     * Time without windows has the interval of the window before it, or of the first one.
     *
     * @param intervalMillis expected time between readings if there is no window, at least 1
     */
    public List<ClassProfile> build(Stretch range, long intervalMillis) {
        Map<Integer, ExpectedReadings> expected = expected(range, intervalMillis);
        List<ClassProfile> profile = new ArrayList<>();
        classes.microsByClass(range).forEach((key, micros) -> {
            Gathered of = gathered.getOrDefault(key, new Gathered());
            profile.add(new ClassProfile(
                    key,
                    micros,
                    of.readings.build(),
                    new ClassProfile.Counts(of.good, of.notEvaluated, of.suspect, of.fail, of.missing),
                    of.days.cardinality(),
                    of.windows,
                    expected.get(key)));
        });
        return profile;
    }

    /** Nothing is rounded before the lengths with one interval are added. */
    private Map<Integer, ExpectedReadings> expected(Stretch range, long intervalMillis) {
        Map<Integer, Map<Long, Long>> micros = new HashMap<>();
        long from = range.fromMicros();
        long interval =
                intervals.isEmpty() ? intervalMillis : intervals.firstEntry().getValue();
        NavigableMap<Long, Long> changes = new TreeMap<>(intervals.headMap(range.toMicros(), false));
        changes.put(range.toMicros(), interval);
        for (Map.Entry<Long, Long> change : changes.entrySet()) {
            long with = interval;
            classes.microsByClass(new Stretch(from, Math.max(from, change.getKey())))
                    .forEach((key, length) ->
                            micros.computeIfAbsent(key, any -> new TreeMap<>()).merge(with, length, Long::sum));
            from = Math.max(from, change.getKey());
            interval = change.getValue();
        }
        Map<Integer, ExpectedReadings> expected = new HashMap<>();
        micros.forEach((key, lengths) -> expected.put(
                key,
                lengths.entrySet().stream()
                        .map(part -> ExpectedReadings.of(part.getValue() / 1_000, part.getKey()))
                        .reduce(ExpectedReadings.UNKNOWN, ExpectedReadings::plus)));
        return expected;
    }
}
