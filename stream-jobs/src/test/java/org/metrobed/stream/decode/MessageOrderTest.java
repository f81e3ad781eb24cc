package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.cleaning.Cleaner;
import org.metrobed.stream.cleaning.CleaningState;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.window.WindowState;
import org.metrobed.stream.window.Windower;
import org.metrobed.topics.RawKind;

/** The order of the readings within a message changes neither verdicts nor windows. */
class MessageOrderTest {

    private static final int MINUTES = 60;
    private static final long FIRST_SECOND = Decoding.RECEIVED / 1_000 - 60 * MINUTES;
    private static final DatastreamSettings ALL_TESTS = Steps.settings(
            0,
            86_400,
            Steps.GROSS_RANGE
                    .with(new Spike.Params(50, 150, Spike.Method.AVERAGE))
                    .with(RateOfChange.Params.perSecond(1, 3, false))
                    .with(FlatLine.Params.ofGap(300, 600, 0.1, 300)));

    /** What is stored of a reading in the end. */
    private record Final(double result, QualityFlag flag, Verdicts tests, int index) {}

    /** What one message comes to. */
    private static final class Outcome implements Cleaner.Output {
        private final TreeMap<Long, Final> rows = new TreeMap<>();
        private final List<WindowRevision> windows = new ArrayList<>();
        private final WindowState state = new WindowState();

        @Override
        public void store(Observation row) {
            rows.put(
                    row.phenomenonMicros(),
                    new Final(row.result(), row.flag(), row.tests(), row.raw().index()));
        }

        @Override
        public void value(CleanedStep value) {}

        @Override
        public void arrival(CleanedStep arrival) {}

        @Override
        public void step(CleanedStep step) {
            new Windower().accept(state, step, windows::add);
        }
    }

    @Test
    void readingsOfABacklogAreGivenInOrderOfTimeWithTheirOwnPlaces() {
        Decoding decoding = new Decoding();
        decoding.take(message(List.of(sample(3, 30), sample(1, 10), sample(2, 20))), Decoding.inForce(1, ALL_TESTS));
        assertThat(decoding.readings).extracting(Reading::value).containsExactly(10.0, 20.0, 30.0);
        assertThat(decoding.readings).extracting(Reading::index).containsExactly(1, 2, 0);
        assertThat(decoding.livenessSignals)
                .as("the thing was heard of once, with its newest time")
                .filteredOn(signal -> signal.id().equals("tb/station"))
                .singleElement()
                .extracting(LivenessSignal::phenomenonMicros)
                .isEqualTo((FIRST_SECOND + 180) * 1_000_000);
    }

    @Test
    void spikeOfABacklogThatIsSentNewestFirstFails() {
        List<String> samples = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            samples.add(sample(minute, minute == 30 ? 300 : 10 + minute % 3 / 2.0));
        }
        Outcome inOrder = outcome(samples);
        Collections.reverse(samples);
        Outcome newestFirst = outcome(samples);
        assertThat(inOrder.rows.get((FIRST_SECOND + 1_800) * 1_000_000).flag()).isEqualTo(QualityFlag.FAIL);
        assertSame(newestFirst, inOrder, "newest first", index -> MINUTES - 1 - index);
        WindowRevision hour = newestFirst.windows.stream()
                .filter(window ->
                        window.sizeMillis() == 3_600_000 && window.good().count() > 50)
                .findFirst()
                .orElseThrow();
        assertThat(hour.good().max()).isEqualTo(11);
        assertThat(hour.lateCount()).isZero();
    }

    @Test
    void anyOrderOfTheReadingsOfAMessageGivesTheSameObservationsAndWindows() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Integer> order = new ArrayList<>();
            List<String> samples = new ArrayList<>();
            double level = 10;
            for (int minute = 0; minute < MINUTES; minute++) {
                level += random.nextInt(4) == 0 ? random.nextGaussian() : 0;
                samples.add(sample(minute, Math.rint(random.nextInt(15) == 0 ? 300 * random.nextDouble() : level)));
                order.add(minute);
            }
            Outcome expected = outcome(samples);
            Collections.shuffle(order, random);
            Outcome shuffled = outcome(order.stream().map(samples::get).toList());
            assertSame(shuffled, expected, "seed " + seed, order::get);
        }
    }

    private static void assertSame(Outcome one, Outcome expected, String name, IntUnaryOperator place) {
        TreeMap<Long, Final> placed = new TreeMap<>();
        one.rows.forEach((time, row) ->
                placed.put(time, new Final(row.result(), row.flag(), row.tests(), place.applyAsInt(row.index()))));
        assertThat(placed).as(name).isEqualTo(expected.rows);
        assertThat(one.windows).as(name).isEqualTo(expected.windows).isNotEmpty();
    }

    /** Decodes a message, tests its readings and closes their windows with a reading of the next day. */
    private static Outcome outcome(List<String> samples) {
        List<Reading> readings = new ArrayList<>();
        List<Object> letters = new ArrayList<>();
        new MessageDecoding(readings::add, letters::add).take(message(samples), Decoding.inForce(1, ALL_TESTS));
        assertThat(letters).isEmpty();
        assertThat(readings).hasSize(samples.size());
        Outcome outcome = new Outcome();
        CleaningState state = new CleaningState();
        Cleaner cleaner = new Cleaner(172_800_000);
        readings.forEach(reading -> cleaner.accept(state, reading, outcome));
        long tomorrow = FIRST_SECOND + 2 * 86_400;
        cleaner.accept(state, Steps.reading(tomorrow, tomorrow, 10, null), outcome);
        outcome.rows.remove(tomorrow * 1_000_000);
        return outcome;
    }

    private static String sample(int minute, double value) {
        return "{\"t\":\"" + Instant.ofEpochSecond(FIRST_SECOND + 60L * minute) + "\",\"o\":{\"pm25\":" + value + "}}";
    }

    private static RawRecord message(List<String> samples) {
        byte[] payload = ("[" + String.join(",", samples) + "]").getBytes(UTF_8);
        return new RawRecord(RawKind.MESSAGE, 0, 7, Decoding.RECEIVED, Decoding.TOPIC, payload, payload.length);
    }
}
