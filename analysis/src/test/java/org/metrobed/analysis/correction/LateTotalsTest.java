package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.window.SumReadings;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.Course;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/** A late reading of a meter, which needs no test with history. */
class LateTotalsTest {

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = LogMinute.MILLIS;

    private final List<Observation> observations = new ArrayList<>();
    private final List<WindowRevision> windows = new ArrayList<>();

    @Test
    void windowWithReadingBetweenOthersIsComputedAnew() {
        add(0, MINUTE + 8_000, reading(10, 10, 0), reading(30, 1, 0), reading(50, 4, 0));
        add(LogMinute.number(6 * MINUTE), 6 * MINUTE, reading(20, 12, 5 * MINUTE));
        assertThat(WindowRevision.fold(windows).good().course().known())
                .as("as the stream has it")
                .isFalse();

        List<WindowRevision> replacing = compute();

        assertThat(replacing).singleElement().satisfies(revision -> {
            Course course = revision.good().course();
            assertThat(course.known()).isTrue();
            assertThat(course.changes()).as("resets").isEqualTo(1);
            double increase = revision.good().last() - revision.good().first() + course.carried();
            assertThat(increase).as("2 up to the reset, then 1 and 3").isEqualTo(6);
            assertThat(revision.recordedMillis()).isEqualTo(6 * MINUTE);
        });
    }

    @Test
    void windowWithReadingAfterTheOthersStaysAsTheStreamHasIt() {
        add(0, MINUTE + 8_000, reading(10, 10, 0), reading(30, 11, 0));
        add(LogMinute.number(6 * MINUTE), 6 * MINUTE, reading(50, 12, 5 * MINUTE));

        assertThat(compute()).isEmpty();
    }

    private List<WindowRevision> compute() {
        return Recomputation.of(new Recomputation.Stored(
                        Events.DATASTREAM,
                        new Recomputation.Range(0, 86_400 * SECOND),
                        List.of(),
                        observations,
                        List.of(),
                        windows,
                        version -> Optional.empty(),
                        60 * MINUTE))
                .windows();
    }

    private void add(int revision, long recordedMillis, Observation... rows) {
        observations.addAll(List.of(rows));
        WindowContent content = SumReadings.of(MINUTE, List.of(rows), ReadingKind.of(Statistic.TOTAL));
        windows.add(WindowRevisionBuilder.builder()
                .datastream(Events.DATASTREAM)
                .sizeMillis(MINUTE)
                .startMicros(0)
                .revision(revision)
                .recordedMillis(recordedMillis)
                .intervalMillis(20_000)
                .good(content.good())
                .suspect(content.suspect())
                .lateCount(revision == 0 ? 0 : rows.length)
                .catalogVersion(3)
                .build());
    }

    private static Observation reading(long second, double value, long lateMillis) {
        return ObservationBuilder.builder()
                .datastream(Events.DATASTREAM)
                .phenomenonMicros(second * SECOND)
                .result(value)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.of(lateMillis == 0 ? TestBits.NONE : TestBits.LATE))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, second, 0))
                .receivedMillis(second * 1_000 + lateMillis)
                .catalogVersion(3)
                .build();
    }
}
