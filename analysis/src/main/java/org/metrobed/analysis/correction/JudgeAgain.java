package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.metrobed.model.Observation;
import org.metrobed.model.Verdicts;

/**
 * Judges readings that came late, or whose value was replaced, with the readings before and after them, by the code of
 * the stream. The tests run twice over the readings in order of time: as the stream knew them, and as they are known at a
 * minute. A late reading gets the verdicts of the second run; another reading only those in which the two runs differ.
 * A reading is judged again when one within the reach of its tests comes, or one beside it; a total also when one of them is
 * annotated. One use, one thread.
 */
final class JudgeAgain {

    private final RowsByTime rows;
    private final TestsInOrder tests;
    private final boolean settingsAreKnown;
    private final AnnotatedTotals annotated;
    /** By the time of each late, replaced or annotated reading, the first minute at which it is known. */
    private final NavigableMap<Long, Long> disturbances = new TreeMap<>();
    /** The longest of the tests of all these readings, microseconds. */
    private final long reach;

    /** How many rows before a reading it may decide. */
    private final int decided;

    private final Judgements judgements = new Judgements();
    private final NavigableSet<Long> later = new TreeSet<>();

    private record Span(long from, long to) {
        Span with(Span other) {
            return new Span(Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    /**
     * @param rows in any order, of a range that contains twice the reach of the tests on both sides, and as many
     *     readings on time as {@link Reach#ROWS} tells
     * @param events the annotations of this range, in any order
     */
    JudgeAgain(List<ReadingRevisions> rows, SettingsByVersion settings, List<AnnotationEvent> events) {
        this.rows = RowsByTime.of(rows);
        this.tests = new TestsInOrder();
        this.settingsAreKnown = tests.learn(this.rows.list(), settings);
        this.reach = tests.reach();
        this.decided = tests.areTotals() ? Reach.ROWS : 1;
        this.annotated = new AnnotatedTotals(tests.areTotals() ? events : List.of(), tests);
    }

    /** The verdicts up to a log time; none if settings of a catalog version are not known. */
    Judgements upTo(long asOfMillis) {
        NavigableMap<Long, Span> spans = disturbed(Long.MIN_VALUE, Long.MAX_VALUE);
        if (spans.isEmpty() || !settingsAreKnown) {
            return judgements;
        }
        addNearDisturbances(spans);
        later.addAll(spans.tailMap(asOfMillis, false).keySet());
        spans.headMap(asOfMillis, true).forEach(this::judge);
        return judgements;
    }

    /** The minutes after that log time at which readings are judged again, if nothing else comes. */
    NavigableSet<Long> later() {
        return later;
    }

    /** What late, replaced and annotated readings of a range reach, each from the minute at which it is known, up to a log time. */
    List<Recomputation.Reached> reached(Recomputation.Range range, long asOfMillis) {
        if (!settingsAreKnown) {
            return List.of();
        }
        return disturbed(range.fromMicros(), range.toMicros()).headMap(asOfMillis, true).entrySet().stream()
                .map(one -> reached(one.getKey(), one.getValue()))
                .toList();
    }

    private Recomputation.Reached reached(long minute, Span span) {
        Predicate<ReadingRevisions> known = row -> row.isKnown(minute);
        int first = rows.back(rows.firstFrom(span.from), span.from, decided, known);
        int end = rows.ahead(rows.firstFrom(span.to + 1), span.to, decided, known);
        long before = rows.list().get(first).micros();
        long after = rows.list().get(end - 1).micros();
        return new Recomputation.Reached(
                new Recomputation.Range(Math.min(before, span.from - reach), Math.max(after, span.to + reach) + 1),
                minute);
    }

    /** By minute, the range of readings that came late, were replaced or annotated, in {@code [from, to)}. */
    private NavigableMap<Long, Span> disturbed(long fromMicros, long toMicros) {
        NavigableMap<Long, Span> spans = new TreeMap<>();
        for (ReadingRevisions row : rows.list()) {
            if (row.micros() >= fromMicros && row.micros() < toMicros) {
                Set<Long> minutes = annotated.minutes(row.micros());
                if (row.isDisturbed()) {
                    minutes.addAll(row.changes());
                }
                minutes.forEach(minute -> {
                    spans.merge(minute, new Span(row.micros(), row.micros()), Span::with);
                    disturbances.merge(row.micros(), minute, Math::min);
                });
            }
        }
        return spans;
    }

    /** Adds readings near which another one came before they did. */
    private void addNearDisturbances(NavigableMap<Long, Span> spans) {
        for (int place = 0; place < rows.list().size(); place++) {
            ReadingRevisions row = rows.list().get(place);
            long minute = LogMinute.after(row.receivedMillis());
            if (!row.isLate() && isNearDisturbance(place, minute)) {
                spans.merge(minute, new Span(row.micros(), row.micros()), Span::with);
            }
        }
    }

    private boolean isNearDisturbance(int place, long minute) {
        long micros = rows.list().get(place).micros();
        Predicate<ReadingRevisions> known = row -> row.isKnown(minute);
        return disturbances.subMap(micros - reach, true, micros + reach, true).values().stream()
                        .anyMatch(since -> since <= minute)
                || rows
                        .list()
                        .subList(
                                rows.back(place, micros, Reach.ROWS, known),
                                rows.ahead(place + 1, micros, Reach.ROWS, known))
                        .stream()
                        .anyMatch(row -> disturbances.getOrDefault(row.micros(), Long.MAX_VALUE) <= minute);
    }

    private void judge(long minute, Span span) {
        Predicate<ReadingRevisions> known = row -> row.isKnown(minute);
        Predicate<ReadingRevisions> onTime = row -> row.isKnown(minute) && !row.isLate();
        int from = rows.back(rows.firstFrom(span.from), span.from, decided, known);
        int to = rows.ahead(rows.firstFrom(span.to + 1), span.to + reach, Reach.ROWS, known);
        List<Observation> inStream = new ArrayList<>();
        List<Observation> inOrder = new ArrayList<>();
        int first = rows.back(from, span.from - 2 * reach, Reach.ROWS, onTime);
        int end = rows.ahead(to, span.to + 2 * reach, 1, onTime);
        for (ReadingRevisions row : rows.list().subList(first, end)) {
            if (row.isKnown(minute)) {
                inOrder.add(row.at(minute));
                if (!row.isLate()) {
                    inStream.add(row.streamAt(minute));
                }
            }
        }
        Map<Long, Verdicts> before = tests.run(inStream, Set.of());
        Map<Long, Verdicts> after = annotated.over(tests.run(inOrder, Set.of()), inOrder, minute);
        for (ReadingRevisions row : rows.list().subList(from, to)) {
            if (row.isKnown(minute)) {
                boolean disturbed = row.isDisturbed() && row.changes().get(0) <= minute;
                judgements.put(
                        row.micros(),
                        minute,
                        Judgements.Judgement.ofChanges(
                                disturbed ? Verdicts.NONE : before.get(row.micros()), after.get(row.micros())));
            }
        }
    }
}
