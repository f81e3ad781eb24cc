package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.metrobed.analysis.quality.DecodedMarks;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.Verdicts;

/**
 * Judges readings that came late, or whose value was replaced, with the readings before and after them, by the code of
 * the stream. The tests run twice over the readings in order of time: as the stream knew them, and as they are known at a
 * minute. A late reading gets the verdicts of the second run; another reading only those in which the two runs differ.
 * A reading is judged again when one within the reach of its tests comes, or one beside it. One use, one thread.
 */
final class JudgeAgain {

    private final RowsByTime rows;
    private final SettingsByVersion settings;
    private final Map<Long, QualityRun> runs = new HashMap<>();
    /** By the time of each late or replaced reading, the first minute at which it is known. */
    private final NavigableMap<Long, Long> disturbances = new TreeMap<>();
    /** The longest of the tests of all these readings, microseconds. */
    private long reach;

    /** How many rows before a reading it may decide. */
    private int decided = 1;

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
     */
    JudgeAgain(List<ReadingRevisions> rows, SettingsByVersion settings) {
        this.rows = RowsByTime.of(rows);
        this.settings = settings;
    }

    /** The verdicts up to a log time; none if settings of a catalog version are not known. */
    Judgements upTo(long asOfMillis) {
        if (rows.list().stream().noneMatch(ReadingRevisions::isDisturbed) || !settingsAreKnown()) {
            return judgements;
        }
        rows.list().stream()
                .filter(ReadingRevisions::isDisturbed)
                .forEach(row -> disturbances.put(row.micros(), row.changes().get(0)));
        NavigableMap<Long, Span> spans = spans();
        later.addAll(spans.tailMap(asOfMillis, false).keySet());
        spans.headMap(asOfMillis, true).forEach(this::judge);
        return judgements;
    }

    /** The minutes after that log time at which readings are judged again, if nothing else comes. */
    NavigableSet<Long> later() {
        return later;
    }

    /** What late and replaced readings of a range reach, each from the minute at which it is known, up to a log time. */
    List<Recomputation.Reached> reached(Recomputation.Range range, long asOfMillis) {
        NavigableMap<Long, Span> spans = new TreeMap<>();
        disturbances.forEach((micros, minute) -> {
            if (range.contains(micros) && minute <= asOfMillis) {
                spans.merge(minute, new Span(micros, micros), Span::with);
            }
        });
        return spans.entrySet().stream()
                .map(one -> reached(one.getKey(), one.getValue()))
                .toList();
    }

    private Recomputation.Reached reached(long minute, Span span) {
        Predicate<ReadingRevisions> known = row -> row.isKnown(minute);
        long before = rows.before(span.from, known).orElse(span.from);
        long after = rows.after(span.to, known).orElse(span.to);
        return new Recomputation.Reached(
                new Recomputation.Range(Math.min(before, span.from - reach), Math.max(after, span.to + reach) + 1),
                minute);
    }

    private boolean settingsAreKnown() {
        for (ReadingRevisions row : rows.list()) {
            for (long version : row.catalogVersions()) {
                if (!runs.containsKey(version)) {
                    Optional<DatastreamSettings> found = settings.find(version);
                    if (found.isEmpty()) {
                        return false;
                    }
                    reach = Math.max(reach, Reach.micros(found.get()));
                    decided = found.get().quality().find(TotalStep.Params.class).isPresent() ? Reach.ROWS : decided;
                    runs.put(
                            version,
                            new QualityRun(
                                    found.get().quality(),
                                    found.get().statistic().scale()));
                }
            }
        }
        return true;
    }

    /** By minute, the range of readings that came, or near which one came, so that they are judged. */
    private NavigableMap<Long, Span> spans() {
        NavigableMap<Long, Span> spans = new TreeMap<>();
        for (int place = 0; place < rows.list().size(); place++) {
            ReadingRevisions row = rows.list().get(place);
            Span own = new Span(row.micros(), row.micros());
            long known = LogMinute.after(row.receivedMillis());
            if (!row.isLate() && isNearDisturbance(place, known)) {
                spans.merge(known, own, Span::with);
            }
            if (row.isDisturbed()) {
                row.changes().forEach(minute -> spans.merge(minute, own, Span::with));
            }
        }
        return spans;
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
        Map<Long, Verdicts> before = run(inStream);
        Map<Long, Verdicts> after = run(inOrder);
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

    private Map<Long, Verdicts> run(List<Observation> readings) {
        Map<Long, Verdicts> verdicts = new HashMap<>();
        QualityState state = new QualityState();
        for (int row = 0; row < readings.size(); row++) {
            Observation reading = readings.get(row);
            Verdicts bits = runs.get(reading.catalogVersion())
                    .accept(state, reading.phenomenonMicros(), reading.result(), DecodedMarks.of(reading.tests()));
            for (int back = 1; back <= Math.min(row, state.decidedRows()); back++) {
                int before = back;
                verdicts.computeIfPresent(
                        readings.get(row - back).phenomenonMicros(), (time, own) -> state.decided(before, own));
            }
            verdicts.put(reading.phenomenonMicros(), bits);
        }
        return verdicts;
    }
}
