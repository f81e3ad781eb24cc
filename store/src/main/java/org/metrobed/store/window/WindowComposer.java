package org.metrobed.store.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.model.calendar.MonthlyReadings;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/**
 * Composes stored windows to the windows of a calendar. The stored windows must divide them. Parts may come in any
 * order and in several sizes, if they do not overlap. Memory is that of the resulting windows, and that of the parts of totals and held values. Not thread-safe.
 */
public final class WindowComposer {

    private record Place(String datastream, long startMicros) {}

    private final WindowCalendar calendar;
    private final Map<Place, Parts> windows = new HashMap<>();
    private Parts last;

    /** Composes windows of a calendar. */
    public WindowComposer(WindowCalendar calendar) {
        this.calendar = calendar;
    }

    /** Adds a part, which is inside one window. */
    public void add(MergedWindow part) {
        WindowRevision window = part.window();
        if (last == null || !last.holds(window)) {
            long start = calendar.startOf(window.startMicros());
            last = windows.computeIfAbsent(
                    new Place(window.datastream(), start),
                    place -> new Parts(
                            place.datastream,
                            start,
                            calendar.endOf(start),
                            calendar.size().kind() == WindowSize.Kind.MONTHS
                                    ? calendar.size().amount()
                                    : 0));
        }
        last.add(part);
    }

    /** The windows that have parts, in no order. */
    public List<MergedWindow> windows() {
        List<MergedWindow> composed = new ArrayList<>(windows.size());
        windows.values().forEach(parts -> composed.add(parts.window()));
        return composed;
    }

    /** The parts of one window so far. */
    private static final class Parts {

        private final String datastream;
        private final long startMicros;
        private final long endMicros;
        /** Number of its months; 0 if it is no window of months. */
        private final long months;

        private final SummaryAccumulator good = new SummaryAccumulator();
        private final SummaryAccumulator suspect = new SummaryAccumulator();
        /** Those whose order has a meaning; they are added in the order of time. */
        private final List<Summary> ordered = new ArrayList<>();
        /** The stored part that was recorded last, if any is stored. */
        private MergedWindow newest;

        private final IntervalsInForce intervals = new IntervalsInForce();

        private int revisions;
        private int parts;
        private long notEvaluated;
        private long fail;
        private long missing;
        private long late;
        private int revision;
        private long catalogVersion;
        private boolean replaces;

        /** Whether it is made of months and each good reading is of one. */
        private boolean monthly;

        Parts(String datastream, long startMicros, long endMicros, long months) {
            this.datastream = datastream;
            this.startMicros = startMicros;
            this.endMicros = endMicros;
            this.months = months;
            this.monthly = months > 0;
        }

        boolean holds(WindowRevision window) {
            return window.startMicros() >= startMicros
                    && window.startMicros() < endMicros
                    && window.datastream().equals(datastream);
        }

        void add(MergedWindow part) {
            WindowRevision window = part.window();
            if (newest == null
                    || newest.isNewest()
                    || (!part.isNewest()
                            && window.recordedMillis() > newest.window().recordedMillis())) {
                newest = part;
            }
            if (window.good().course().isKept()) {
                ordered.add(window.good());
            } else {
                good.add(window.good());
            }
            suspect.add(window.suspect());
            intervals.add(window.startMicros(), window.intervalMillis());
            monthly = monthly && isOfMonths(window.good(), window.intervalMillis());
            revisions += part.revisions();
            parts += part.parts();
            notEvaluated += window.notEvaluatedCount();
            fail += window.failCount();
            missing += window.missingCount();
            late += window.lateCount();
            revision = Math.max(revision, window.revision());
            catalogVersion = Math.max(catalogVersion, window.catalogVersion());
            replaces |= window.replaces();
        }

        private static boolean isOfMonths(Summary good, long intervalMillis) {
            return good.count() == 0
                    ? MonthlyReadings.isAboutMonth(intervalMillis)
                    : MonthlyReadings.isOfMonth(good.firstMicros(), intervalMillis)
                            && MonthlyReadings.isOfMonth(good.lastMicros(), intervalMillis);
        }

        MergedWindow window() {
            long sizeMillis = (endMicros - startMicros) / 1_000;
            ordered.sort(Comparator.comparingLong(Summary::beginMicros));
            ordered.forEach(good::add);
            WindowRevision whole = WindowRevisionBuilder.builder()
                    .datastream(datastream)
                    .sizeMillis(sizeMillis)
                    .startMicros(startMicros)
                    .revision(revision)
                    .recordedMillis(newest.window().recordedMillis())
                    .intervalMillis(newest.window().intervalMillis())
                    .good(good.build())
                    .suspect(suspect.build())
                    .notEvaluatedCount(notEvaluated)
                    .failCount(fail)
                    .missingCount(missing)
                    .lateCount(late)
                    .catalogVersion(catalogVersion)
                    .replaces(replaces)
                    .build();
            ExpectedReadings expected =
                    monthly ? ExpectedReadings.exactly(months) : intervals.expected(startMicros, endMicros);
            return new MergedWindow(whole, expected, revisions, parts, newest.pipelineVersion());
        }
    }
}
