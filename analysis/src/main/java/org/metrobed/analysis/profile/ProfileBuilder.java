package org.metrobed.analysis.profile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowRevision;

/**
 * Combines the windows of one datastream into a profile. Windows may come in any order and in several sizes. They must
 * not overlap, and each must be in one class only. Mutable, one thread; memory grows with the classes, not with the
 * windows.
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
    }

    /** The profile: one entry for each class that has time, in the order of classes, even if it has no readings. */
    public List<ClassProfile> build(Map<Integer, Long> microsByClass) {
        List<ClassProfile> profile = new ArrayList<>();
        microsByClass.forEach((key, micros) -> {
            Gathered of = gathered.getOrDefault(key, new Gathered());
            profile.add(new ClassProfile(
                    key,
                    micros,
                    of.readings.build(),
                    new ClassProfile.Counts(of.good, of.notEvaluated, of.suspect, of.fail, of.missing),
                    of.days.cardinality(),
                    of.windows));
        });
        return profile;
    }
}
