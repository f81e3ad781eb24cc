package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.analysis.quality.DecodedMarks;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.Verdicts;

/**
 * Judges readings that came late, or whose value was replaced, with the readings before and after them, by the code of
 * the stream. The tests run twice over the readings in order of time: as the stream knew them, and as they are known at a
 * minute. A late reading gets the verdicts of the second run; another reading only those in which the two runs differ.
 * A reading is judged again when one within the reach of its tests comes. One use, one thread.
 */
final class JudgeAgain {

    private final List<ReadingRevisions> rows;
    private final SettingsByVersion settings;
    private final Map<Long, QualityRun> runs = new HashMap<>();
    /** Late and replaced readings, by their time. */
    private final NavigableMap<Long, Disturbance> disturbances = new TreeMap<>();

    private final Judgements judgements = new Judgements();
    private final NavigableSet<Long> later = new TreeSet<>();

    /** A late or replaced reading: the first minute at which it is known, and the reach of its tests. */
    private record Disturbance(long micros, long minute, long reach) {
        boolean reaches(long other) {
            return Math.abs(other - micros) <= reach;
        }
    }

    private record Span(long from, long to, long reach) {
        Span with(Span other) {
            return new Span(Math.min(from, other.from), Math.max(to, other.to), Math.max(reach, other.reach));
        }
    }

    /** @param rows in any order, of a range that contains twice the reach of the tests on both sides */
    JudgeAgain(List<ReadingRevisions> rows, SettingsByVersion settings) {
        this.rows = rows.stream()
                .filter(row -> !row.isDuplicate())
                .sorted(Comparator.comparingLong(ReadingRevisions::micros))
                .toList();
        this.settings = settings;
    }

    /** The verdicts up to a log time; none if settings of a catalog version are not known. */
    Judgements upTo(long asOfMillis) {
        if (rows.stream().noneMatch(ReadingRevisions::isDisturbed) || !settingsAreKnown()) {
            return judgements;
        }
        disturb();
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
        return disturbances.values().stream()
                .filter(one -> range.contains(one.micros) && one.minute <= asOfMillis)
                .map(one -> new Recomputation.Reached(
                        new Recomputation.Range(one.micros - one.reach, one.micros + one.reach + 1), one.minute))
                .toList();
    }

    private void disturb() {
        for (ReadingRevisions row : rows) {
            if (row.isDisturbed()) {
                long reach = settings.find(row.disturbingVersion())
                        .map(Reach::micros)
                        .orElseThrow();
                disturbances.put(
                        row.micros(),
                        new Disturbance(row.micros(), row.changes().get(0), reach));
            }
        }
    }

    private boolean settingsAreKnown() {
        for (ReadingRevisions row : rows) {
            for (long version : row.catalogVersions()) {
                if (!runs.containsKey(version)) {
                    Optional<DatastreamSettings> found = settings.find(version);
                    if (found.isEmpty()) {
                        return false;
                    }
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
        long longest = disturbances.values().stream()
                .mapToLong(Disturbance::reach)
                .max()
                .orElse(0);
        NavigableMap<Long, Span> spans = new TreeMap<>();
        for (ReadingRevisions row : rows) {
            long micros = row.micros();
            long known = LogMinute.after(row.receivedMillis());
            disturbances.subMap(micros - longest, true, micros + longest, true).values().stream()
                    .filter(other -> other.minute <= known && other.reaches(micros))
                    .findFirst()
                    .ifPresent(other -> spans.merge(known, new Span(micros, micros, other.reach), Span::with));
            Disturbance own = disturbances.get(micros);
            if (own != null) {
                row.changes().forEach(minute -> spans.merge(minute, new Span(micros, micros, own.reach), Span::with));
            }
        }
        return spans;
    }

    private void judge(long minute, Span span) {
        List<ReadingRevisions> known = between(span.from - 2 * span.reach, span.to + 2 * span.reach).stream()
                .filter(row -> row.isKnown(minute))
                .toList();
        List<Observation> inStream = new ArrayList<>();
        List<Observation> inOrder = new ArrayList<>();
        for (ReadingRevisions row : known) {
            inOrder.add(row.at(minute));
            if (!row.isLate()) {
                inStream.add(row.streamAt(minute));
            }
        }
        Map<Long, Verdicts> before = run(inStream);
        Map<Long, Verdicts> after = run(inOrder);
        long first = known.stream()
                .mapToLong(ReadingRevisions::micros)
                .filter(micros -> micros < span.from)
                .max()
                .orElse(span.from);
        for (ReadingRevisions row : known) {
            if (first <= row.micros() && row.micros() <= span.to + span.reach) {
                boolean disturbed = row.isDisturbed() && row.changes().get(0) <= minute;
                judgements.put(
                        row.micros(),
                        minute,
                        Judgements.Judgement.ofChanges(
                                disturbed ? Verdicts.NONE : before.get(row.micros()), after.get(row.micros())));
            }
        }
    }

    private List<ReadingRevisions> between(long fromMicros, long toMicros) {
        return rows.subList(firstFrom(fromMicros), firstFrom(toMicros + 1));
    }

    /** The place of the first row at or after a time. */
    private int firstFrom(long micros) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).micros() < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Map<Long, Verdicts> run(List<Observation> readings) {
        Map<Long, Verdicts> verdicts = new HashMap<>();
        QualityState state = new QualityState();
        Observation previous = null;
        for (Observation reading : readings) {
            Verdicts bits = runs.get(reading.catalogVersion())
                    .accept(state, reading.phenomenonMicros(), reading.result(), DecodedMarks.of(reading.tests()));
            if (previous != null) {
                verdicts.put(previous.phenomenonMicros(), state.decidedBits());
            }
            verdicts.put(reading.phenomenonMicros(), bits);
            previous = reading;
        }
        return verdicts;
    }
}
