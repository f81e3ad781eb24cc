package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.window.SumReadings;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/**
 * The rows that a stream would have stored for some minutes of random readings: windows of one and of fifteen minutes
 * that close a short time after their end, late additions at full minutes of log time, verdicts that depend on a later
 * row, and readings beyond deduplication retention. Log time and phenomenon time both begin at 0. Not thread-safe.
 */
final class SmallStream {

    static final long MINUTE = LogMinute.MILLIS;
    static final long[] SIZES = {MINUTE, 15 * MINUTE};

    final List<Observation> observations = new ArrayList<>();
    final List<WindowRevision> windows = new ArrayList<>();

    private final Random random;

    SmallStream(Random random, int minutes) {
        this.random = random;
        Map<Long, Observation> onTime = new TreeMap<>();
        Map<Long, Observation> late = new TreeMap<>();
        for (long micros = 0; micros < minutes * MINUTE * 1_000; micros += 7_000_000) {
            int fate = random.nextInt(20);
            if (fate < 13) {
                onTime.put(micros, store(micros, micros / 1_000 + random.nextInt(900), TestBits.NONE));
            } else if (fate < 17) {
                long received = micros / 1_000 + 10 * MINUTE + random.nextInt((int) (20 * MINUTE));
                late.put(micros, store(micros, received, TestBits.LATE));
            } else if (fate < 18) {
                store(micros, micros / 1_000 + 40 * MINUTE, TestBits.LATE | TestBits.BEYOND_RETENTION);
            }
        }
        for (long size : SIZES) {
            sum(size, onTime, late);
        }
    }

    /** The newest revision of each reading from the stream. */
    List<Observation> last() {
        Map<Long, Observation> last = new TreeMap<>();
        observations.forEach(observation -> last.merge(
                observation.phenomenonMicros(),
                observation,
                (one, other) -> one.revision() > other.revision() ? one : other));
        return List.copyOf(last.values());
    }

    private Observation store(long micros, long received, long marks) {
        boolean missing = random.nextInt(15) == 0;
        QualityFlag flag =
                missing ? QualityFlag.MISSING : random.nextInt(8) == 0 ? QualityFlag.SUSPECT : QualityFlag.GOOD;
        Observation first = ObservationBuilder.builder()
                .datastream(Events.DATASTREAM)
                .phenomenonMicros(micros)
                .result(missing ? Double.NaN : random.nextInt(1_000) / 7.0)
                .flag(flag)
                .tests(Verdicts.of(marks))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, micros, 0))
                .receivedMillis(received)
                .catalogVersion(3)
                .build();
        observations.add(first);
        if (marks != TestBits.NONE || missing || random.nextInt(5) > 0) {
            return first;
        }
        Observation verdict = first.revised(QualityFlag.FAIL, first.tests(), received + 7_000);
        observations.add(verdict);
        return verdict;
    }

    private void sum(long size, Map<Long, Observation> onTime, Map<Long, Observation> late) {
        Map<Long, Observation> all = new TreeMap<>(onTime);
        all.putAll(late);
        Map<Long, List<Observation>> byStart = new TreeMap<>();
        all.values()
                .forEach(row -> byStart.computeIfAbsent(start(row, size), any -> new ArrayList<>())
                        .add(row));
        byStart.forEach((start, rows) -> {
            long closed = start / 1_000 + size + 8_000 + random.nextInt(900);
            Map<Long, List<Observation>> parts = new TreeMap<>();
            for (Observation row : rows) {
                long recorded = row.receivedMillis() <= closed ? closed : LogMinute.after(row.receivedMillis());
                parts.computeIfAbsent(recorded, any -> new ArrayList<>()).add(row);
            }
            parts.forEach((recorded, part) -> windows.add(window(size, start, part, recorded, recorded == closed)));
        });
    }

    private static WindowRevision window(
            long size, long start, List<Observation> rows, long recordedMillis, boolean closing) {
        WindowContent content = SumReadings.of(size, rows, ReadingKind.of(Statistic.MEAN));
        return WindowRevisionBuilder.builder()
                .datastream(Events.DATASTREAM)
                .sizeMillis(size)
                .startMicros(start)
                .revision(closing ? 0 : LogMinute.number(recordedMillis))
                .recordedMillis(recordedMillis)
                .intervalMillis(7_500)
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .lateCount(closing ? 0 : content.count())
                .catalogVersion(content.catalogVersion())
                .build();
    }

    private static long start(Observation row, long size) {
        return Math.floorDiv(row.phenomenonMicros(), size * 1_000) * size * 1_000;
    }
}
