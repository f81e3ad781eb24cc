package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.window.WindowRevision;

/** Products of hours, after changes of their input. */
final class FollowInputsTest {

    private static final long MINUTE = SmallProduct.MINUTE;
    private static final long HOUR = SmallProduct.HOUR;
    private static final long END = 30 * HOUR;
    private static final long LATE = TestBits.LATE;
    private static final long BEYOND = TestBits.LATE | TestBits.BEYOND_RETENTION;

    private final SmallProduct stream = SmallProduct.of(12, 12, 12, 60, 12, 12, 12, 12);

    @Test
    void productWhoseInputsStandStays() {
        Recomputation.Result result = stream.compute(END);
        assertThat(result.observations()).isEmpty();
        assertThat(result.windows()).isEmpty();
        assertThat(result.causes()).isEmpty();
        assertThat(result.next()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CORRECTION", "REPLACED", "JUDGED"})
    void everyHourThatAChangedReadingCountsForIsComputedAgain(Observation.Cause cause) {
        long minute = 9 * HOUR + MINUTE;
        reviseHour(3, minute, 12, QualityFlag.GOOD, cause);
        Recomputation.Result result = stream.compute(END);
        assertScratch(result, END);
        assertThat(result.observations())
                .extracting(row -> row.phenomenonMicros() / 1_000 / HOUR)
                .as("those before do not contain it")
                .containsExactly(3L, 4L, 5L, 6L, 7L);
        assertThat(result.observations()).allSatisfy(row -> {
            assertThat(row.result()).isEqualTo(12);
            assertThat(row.cause()).isEqualTo(Observation.Cause.INPUT);
            assertThat(row.flag()).isEqualTo(QualityFlag.GOOD);
            assertThat(row.revision()).isEqualTo(1);
            assertThat(row.receivedMillis()).isEqualTo(minute);
        });
        assertThat(result.causes()).hasSize(5).allSatisfy(why -> {
            assertThat(why.input()).isEqualTo(SmallProduct.INPUT);
            assertThat(why.inputMicros()).isBetween(3 * HOUR * 1_000, 4 * HOUR * 1_000 - 1);
            assertThat(why.event()).isEqualTo(cause.name().toLowerCase(Locale.ROOT));
            assertThat(why.revision()).isEqualTo(1);
        });
        assertThat(stream.compute(minute - MINUTE).observations()).isEmpty();
    }

    @Test
    void windowsOfTheProductFollow() {
        reviseHour(3, 9 * HOUR, 12, QualityFlag.GOOD, Observation.Cause.CORRECTION);
        Recomputation.Result result = stream.compute(END);
        assertThat(result.windows())
                .filteredOn(window -> window.sizeMillis() == MINUTE)
                .hasSize(5)
                .allMatch(WindowRevision::replaces)
                .allSatisfy(window -> {
                    assertThat(window.good().sum()).isEqualTo(12);
                    assertThat(window.recordedMillis()).isEqualTo(9 * HOUR);
                });
    }

    @Test
    void productWithoutEnoughInputsIsMissing() {
        stream.events.add(Events.made(7, 6 * HOUR * 1_000, 8 * HOUR * 1_000, Correction.BAD, 9 * HOUR - 1));
        for (int hour = 6; hour < 8; hour++) {
            reviseHour(hour, 9 * HOUR, 12, QualityFlag.FAIL, Observation.Cause.CORRECTION);
        }
        Recomputation.Result result = stream.compute(END);
        assertScratch(result, END);
        Observation last = stream.values(result).get(7);
        assertThat(last.result()).isNaN();
        assertThat(last.flag()).isEqualTo(QualityFlag.MISSING);
        assertThat(result.causes()).extracting(ProductCause::annotation).contains("a7");
        assertThat(result.windows())
                .filteredOn(window -> window.startMicros() == 7 * HOUR * 1_000)
                .allSatisfy(window -> assertThat(window.missingCount()).isEqualTo(1))
                .isNotEmpty();
    }

    @Test
    void whatIsWithdrawnIsRestoredToTheLastBit() {
        AnnotationEvent made = Events.made(7, 3 * HOUR * 1_000, 4 * HOUR * 1_000, Correction.BAD, 9 * HOUR - 1);
        stream.events.add(made);
        stream.events.add(Events.undone(8, made, 10 * HOUR - 1));
        stream.events.add(Events.made(9, 3 * HOUR * 1_000, 4 * HOUR * 1_000, Correction.RECOMPUTE, 10 * HOUR - 1));
        reviseHour(3, 9 * HOUR, 60, QualityFlag.FAIL, Observation.Cause.CORRECTION);
        reviseHour(3, 10 * HOUR, 60, QualityFlag.GOOD, Observation.Cause.CORRECTION);
        Recomputation.Result result = stream.compute(END);
        assertScratch(result, END);
        Map<Integer, Observation> values = stream.values(result);
        for (Observation was : stream.product) {
            Observation is = values.get((int) (was.phenomenonMicros() / 1_000 / HOUR));
            assertThat(Double.compare(is.result(), was.result())).isZero();
            assertThat(is.flag()).isEqualTo(was.flag());
            assertThat(is.tests()).isEqualTo(was.tests());
        }
        assertThat(values.get(5).revision()).isEqualTo(2);
        assertThat(result.causes())
                .filteredOn(cause -> cause.phenomenonMicros() == 5 * HOUR * 1_000)
                .extracting(cause -> cause.revision() + " " + cause.event() + " " + cause.annotation())
                .containsExactly("1 correction a7", "2 undone a7");
    }

    @Test
    void productThatIsPublishedAfterItsInputWasCorrectedFollowsInTheNextMinute() {
        reviseHour(3, 6 * HOUR + 5 * MINUTE, 12, QualityFlag.GOOD, Observation.Cause.CORRECTION);
        Recomputation.Result result = stream.compute(END);
        assertScratch(result, END);
        assertThat(result.observations())
                .filteredOn(row -> row.phenomenonMicros() == 7 * HOUR * 1_000)
                .extracting(Observation::receivedMillis)
                .containsExactly(8 * HOUR + MINUTE);
    }

    @Test
    void newestProductFollowsAtOnceAndItsWindowOnceItIsClosed() {
        List<WindowRevision> open = List.copyOf(stream.windows.subList(14, 16));
        stream.windows.removeAll(open);
        reviseHour(7, 8 * HOUR + 5 * MINUTE, 40, QualityFlag.GOOD, Observation.Cause.CORRECTION);
        Recomputation.Result before = stream.compute(8 * HOUR + 30 * MINUTE);
        assertScratch(before, END);
        assertThat(before.observations()).hasSize(1);
        assertThat(before.windows()).isEmpty();
        assertThat(before.pending()).isTrue();

        open.forEach(window -> stream.windows.add(
                window.with().recordedMillis(9 * HOUR + 1_000).build()));
        Recomputation.Result after = stream.compute(END);
        assertThat(after.observations()).isEqualTo(before.observations());
        assertThat(after.windows()).hasSize(2).allSatisfy(window -> {
            assertThat(window.recordedMillis()).isEqualTo(9 * HOUR + MINUTE);
            assertThat(window.good().sum())
                    .isEqualTo(after.observations().get(0).result());
        });
    }

    @Test
    void lateReadingChangesTheHourThatWasPublishedWithoutIt() {
        for (int i = 0; i < 3; i++) {
            long at = 3 * HOUR + i * SmallProduct.STEP;
            stream.put(at, 60, 9 * HOUR + 10_000, LATE);
        }
        stream.product.clear();
        stream.windows.clear();
        for (int hour = 0; hour < 8; hour++) {
            stream.publish(hour, (hour + 1) * HOUR + 2_000);
        }
        assertThat(stream.product.get(4).result()).isEqualTo(12);
        Recomputation.Result result = stream.compute(END);
        assertScratch(result, END);
        assertThat(stream.values(result).get(4).result()).isGreaterThan(12);
        assertThat(result.causes()).extracting(ProductCause::event).containsOnly("late");
    }

    @Test
    void hoursOfABacklogThatCameTooLateGetTheirValues() {
        for (long at = 0; at < 3 * HOUR; at += SmallProduct.STEP) {
            stream.put(at, 30, 28 * HOUR + 10_000, BEYOND);
        }
        stream.product.subList(0, 3).clear();
        stream.windows.subList(0, 6).clear();
        Recomputation.Result result = stream.compute(END);
        assertScratch(result, END);
        Observation added = stream.values(result).get(1);
        assertThat(added.result()).isEqualTo(30);
        assertThat(added.receivedMillis()).isEqualTo(28 * HOUR + MINUTE);
        assertThat(added.flag()).isEqualTo(QualityFlag.GOOD);
        assertThat(stream.values(result).get(0).missing())
                .as("two hours of three are needed")
                .isTrue();
        assertThat(result.windows())
                .filteredOn(window -> window.startMicros() == HOUR * 1_000 && window.sizeMillis() == MINUTE)
                .extracting(window -> window.good().count())
                .containsExactly(1L);
        assertThat(stream.compute(28 * HOUR).observations()).isEmpty();
    }

    @Test
    void hourThatTheStreamMayStillPublishIsLeftToIt() {
        SmallProduct open = new SmallProduct();
        open.put(30 * MINUTE, 5, 40 * MINUTE, TestBits.NONE);
        open.put(20 * MINUTE, 5, 45 * MINUTE, LATE);
        assertThat(open.compute(END).observations()).isEmpty();

        open.put(65 * MINUTE, 5, 35 * MINUTE, TestBits.NONE);
        assertThat(open.compute(END).observations())
                .as("all readings of the hour came after one of the next hour")
                .hasSize(1);
    }

    @Test
    void productOfReadingsThatRetentionHasDeletedStays() {
        reviseHour(3, 9 * HOUR, 12, QualityFlag.GOOD, Observation.Cause.CORRECTION);
        stream.counted.put(3 * HOUR * 1_000, 6L);
        assertThat(stream.compute(END).observations()).hasSize(5);
        stream.counted.put(3 * HOUR * 1_000, 7L);
        assertThat(stream.compute(END).observations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void everyProductIsThatOfItsCorrectedInputs(int seed) {
        for (int run = 0; run < 30; run++) {
            SmallProduct random = random(new Random(seed * 1_000L + run));
            Recomputation.Result result = random.compute(100 * HOUR);
            Map<Integer, Observation> values = random.values(result);
            for (int hour = 0; hour < 20; hour++) {
                long start = hour * HOUR * 1_000;
                Observation value = values.get(hour);
                if (random.input.subMap(start, start + HOUR * 1_000).isEmpty()) {
                    assertThat(value).isNull();
                } else {
                    assertThat(value.result())
                            .as("hour %d", hour)
                            .isEqualTo(Double.valueOf(random.scratch(hour, row -> true)));
                    assertThat(value.missing()).isEqualTo(value.flag() == QualityFlag.MISSING);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8})
    void productsDoNotDependOnWhenTheyAreComputed(int seed) {
        for (int run = 0; run < 10; run++) {
            Random random = new Random(seed * 1_000L + run);
            SmallProduct whole = random(random);
            Recomputation.Result all = whole.compute(100 * HOUR);
            for (long asOf = HOUR; asOf < 100 * HOUR; asOf += (1 + random.nextInt(400)) * MINUTE) {
                long at = asOf;
                Recomputation.Result then = whole.compute(
                        at,
                        row -> row.receivedMillis() <= at || (!row.cause().isComputed() && random.nextBoolean()),
                        all.observations().stream()
                                .filter(row -> row.receivedMillis() <= at)
                                .toList());
                assertThat(then.observations())
                        .containsExactlyInAnyOrderElementsOf(all.observations().stream()
                                .filter(row -> row.receivedMillis() <= at)
                                .toList());
                assertThat(then.windows())
                        .containsExactlyInAnyOrderElementsOf(all.windows().stream()
                                .filter(row -> row.recordedMillis() <= at)
                                .toList());
            }
        }
    }

    /** Twenty hours of readings that come in time, late, too late or never, and random corrections of them. */
    private static SmallProduct random(Random random) {
        SmallProduct stream = new SmallProduct();
        for (long at = 0; at < 20 * HOUR; at += SmallProduct.STEP) {
            boolean outage = at / HOUR % 7 == 4;
            int fate = outage ? 12 + random.nextInt(8) : random.nextInt(20);
            double value = random.nextInt(100);
            if (fate < 13) {
                stream.put(at, value, at + random.nextInt(9_000), TestBits.NONE);
            } else if (fate < 16) {
                stream.put(at, value, at + HOUR + random.nextInt((int) (5 * HOUR)), LATE);
            } else if (fate < 18) {
                stream.put(at, value, at + 60 * HOUR + random.nextInt((int) (5 * HOUR)), BEYOND);
            }
        }
        stream.put(20 * HOUR, 0, 20 * HOUR, TestBits.NONE);
        stream.put(21 * HOUR, 0, 21 * HOUR, TestBits.NONE);
        for (int hour = 0; hour < 20; hour++) {
            long ended = stream.firstReceived((hour + 1) * HOUR);
            if (stream.hasReading(hour, ended)) {
                stream.publish(hour, ended);
            }
        }
        List<Long> times = new ArrayList<>(stream.input.keySet());
        for (int i = 0; i < 60; i++) {
            List<Observation> row = stream.input.get(times.get(random.nextInt(times.size())));
            Observation last = row.get(row.size() - 1);
            long minute = LogMinute.after(last.receivedMillis() + random.nextInt((int) (3 * HOUR)));
            int what = random.nextInt(4);
            stream.revise(
                    last.phenomenonMicros() / 1_000,
                    minute,
                    what < 2 ? row.get(0).result() : random.nextInt(100),
                    what == 0 ? QualityFlag.FAIL : QualityFlag.GOOD,
                    List.of(Observation.Cause.CORRECTION, Observation.Cause.REPLACED, Observation.Cause.JUDGED)
                            .get(random.nextInt(3)));
        }
        return stream;
    }

    private void reviseHour(int hour, long minute, double value, QualityFlag flag, Observation.Cause cause) {
        for (long at = hour * HOUR; at < (hour + 1) * HOUR; at += SmallProduct.STEP) {
            stream.revise(at, minute, value, flag, cause);
        }
    }

    private void assertScratch(Recomputation.Result result, long minute) {
        stream.values(result)
                .forEach((hour, value) -> assertThat(value.result())
                        .as("hour %d", hour)
                        .isEqualTo(Double.valueOf(stream.scratch(hour, row -> row.receivedMillis() <= minute))));
    }
}
