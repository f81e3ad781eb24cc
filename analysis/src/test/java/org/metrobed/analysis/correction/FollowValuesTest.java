package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.product.PurpleAirCorrection;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.window.SumReadings;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Verdicts;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/** Products of the values of one message, after changes of their inputs. */
final class FollowValuesTest {

    private static final long MINUTE = LogMinute.MILLIS;
    private static final long STEP = 2 * MINUTE;
    private static final long END = 600 * MINUTE;
    private static final String PRODUCT = "city/pa/pm25";
    private static final List<String> INPUTS = List.of("city/pa/a", "city/pa/b", "city/pa/humidity");

    private final Map<String, List<Observation>> inputs = new HashMap<>();
    private final Map<String, DatastreamSettings> settings = new HashMap<>();
    private final List<Observation> product = new ArrayList<>();
    private final List<WindowRevision> windows = new ArrayList<>();

    FollowValuesTest() {
        INPUTS.forEach(input -> settings.put(input, SmallProduct.settings(input, STEP)));
        settings.put(
                PRODUCT,
                SmallProduct.settings(PRODUCT, STEP)
                        .withDerivation(new Derivation(
                                "purpleair-epa",
                                INPUTS.stream()
                                        .map(input -> new Derivation.Input(input, 1, 0))
                                        .toList())));
    }

    @Test
    void valueFollowsAnInputThatWasReplacedAndItsWindowsToo() {
        message(0, 10, 10, 50);
        message(1, 20, 20, 50);
        revise(1, 0, 7 * MINUTE, 21, QualityFlag.GOOD, Observation.Cause.REPLACED);
        Recomputation.Result result = compute(END);
        assertThat(result.observations()).singleElement().satisfies(row -> {
            assertThat(row.phenomenonMicros()).isEqualTo(STEP * 1_000);
            assertThat(row.result()).isEqualTo(epa(21, 20, 50));
            assertThat(row.cause()).isEqualTo(Observation.Cause.INPUT);
            assertThat(row.receivedMillis()).isEqualTo(7 * MINUTE);
        });
        assertThat(result.causes())
                .containsExactly(
                        new ProductCause(PRODUCT, STEP * 1_000, 1, INPUTS.get(0), STEP * 1_000, "replaced", ""));
        assertThat(result.windows())
                .singleElement()
                .satisfies(window -> assertThat(window.good().sum()).isEqualTo(epa(21, 20, 50)));
    }

    @Test
    void valueOfABadChannelIsMissingUntilTheAnnotationIsWithdrawn() {
        message(0, 10, 10, 50);
        revise(0, 1, 7 * MINUTE, 10, QualityFlag.FAIL, Observation.Cause.CORRECTION);
        revise(0, 1, 9 * MINUTE, 10, QualityFlag.GOOD, Observation.Cause.CORRECTION);
        Recomputation.Result result = compute(END);
        assertThat(result.observations())
                .extracting(Observation::flag)
                .containsExactly(QualityFlag.MISSING, QualityFlag.GOOD);
        assertThat(result.observations().get(0).result()).isNaN();
        assertThat(result.observations().get(1).result())
                .isEqualTo(product.get(0).result());
        assertThat(result.observations().get(1).tests())
                .isEqualTo(product.get(0).tests());
    }

    @Test
    void verdictOfATestThatHasNoPartInTheValueChangesNothing() {
        message(0, 10, 10, 50);
        revise(0, 1, 7 * MINUTE, 10, QualityFlag.FAIL, Observation.Cause.JUDGED);
        assertThat(compute(END).observations()).isEmpty();
    }

    @Test
    void valueOutsideTheFailSpanAndOneThatItsProviderFailsAreNotBelieved() {
        message(0, 10, 10, 50);
        message(1, 10, 10, 50);
        revise(0, 0, 7 * MINUTE, 901, QualityFlag.FAIL, Observation.Cause.REPLACED);
        revise(1, 0, 7 * MINUTE, 11, QualityFlag.FAIL, Observation.Cause.REPLACED);
        List<Observation> a = inputs.get(INPUTS.get(0));
        Observation last = a.remove(a.size() - 1);
        a.add(last.withTests(TestBits.with(last.tests(), ProviderFlag.TEST.slot(), QualityFlag.FAIL)));
        assertThat(compute(END).observations()).hasSize(2).allMatch(Observation::missing);
    }

    @Test
    void inputThatIsDrivenAgainCompletesAValue() {
        message(0, 10, Double.NaN, 50);
        inputs.get(INPUTS.get(1)).clear();
        put(INPUTS.get(1), 0, 10, 30 * MINUTE + 1, Observation.Cause.REDRIVE);
        Recomputation.Result result = compute(END);
        assertThat(result.observations()).extracting(Observation::result).containsExactly(epa(10, 10, 50));
        assertThat(result.causes()).extracting(ProductCause::event).containsExactly("redrive");
    }

    @Test
    void valueOfReadingsThatRetentionHasDeletedStays() {
        message(0, 10, 10, 50);
        inputs.get(INPUTS.get(1)).clear();
        revise(0, 0, 7 * MINUTE, 12, QualityFlag.GOOD, Observation.Cause.CORRECTION);
        assertThat(compute(END).observations()).isEmpty();
    }

    @Test
    void inputsWithAnotherMeaningOfTheirTimeStampsAreThoseOfTheSameStamp() {
        settings.compute(
                INPUTS.get(2), (name, of) -> of.withOptions(DatastreamOptions.of(Statistic.MEAN, STEP, 0, 2 * STEP)));
        settings.compute(
                PRODUCT, (name, of) -> of.withOptions(DatastreamOptions.of(Statistic.INSTANT, STEP, 0, 2 * STEP)));
        settings.compute(
                INPUTS.get(0),
                (name, of) -> of.withOptions(DatastreamOptions.of(Statistic.INSTANT, STEP, 0, 2 * STEP)));
        settings.compute(
                INPUTS.get(1),
                (name, of) -> of.withOptions(DatastreamOptions.of(Statistic.INSTANT, STEP, 0, 2 * STEP)));
        message(1, 10, 10, 50);
        inputs.get(INPUTS.get(2)).clear();
        put(INPUTS.get(2), 0, 50, 3 * MINUTE, Observation.Cause.ARRIVAL);
        revise(1, 0, 7 * MINUTE, 12, QualityFlag.GOOD, Observation.Cause.CORRECTION);
        assertThat(compute(END).observations()).extracting(Observation::result).containsExactly(epa(12, 10, 50));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyValueIsThatOfItsCorrectedInputs(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            message(i, random.nextInt(40), random.nextInt(40), random.nextInt(100));
        }
        long minute = 100 * MINUTE;
        for (int i = 0; i < 200; i++) {
            minute += random.nextInt(3) * MINUTE;
            boolean bad = random.nextBoolean();
            revise(
                    random.nextInt(40),
                    random.nextInt(3),
                    minute,
                    random.nextInt(40),
                    bad ? QualityFlag.FAIL : QualityFlag.GOOD,
                    bad ? Observation.Cause.CORRECTION : Observation.Cause.REPLACED);
        }
        Recomputation.Result result = compute(END);
        for (int i = 0; i < 40; i++) {
            long micros = i * STEP * 1_000;
            Observation value = result.observations().stream()
                    .filter(row -> row.phenomenonMicros() == micros)
                    .reduce((one, other) -> other)
                    .orElse(product.get(i));
            assertThat(value.result())
                    .isEqualTo(Double.valueOf(epa(last(0, micros), last(1, micros), last(2, micros))));
        }
    }

    private double last(int input, long micros) {
        Observation last = newest(INPUTS.get(input), micros);
        return last.flag() == QualityFlag.FAIL ? Double.NaN : last.result();
    }

    private static double epa(double a, double b, double humidity) {
        return PurpleAirCorrection.correct(a, b, humidity).orElse(Double.NaN);
    }

    private Observation newest(String input, long micros) {
        return inputs.get(input).stream()
                .filter(row -> row.phenomenonMicros() == micros)
                .reduce((one, other) -> one.revision() > other.revision() ? one : other)
                .orElseThrow();
    }

    /** Three inputs of one message and the value that the stream computes of them. */
    private void message(int index, double a, double b, double humidity) {
        long received = index * STEP + 1_000;
        put(INPUTS.get(0), index, a, received, Observation.Cause.ARRIVAL);
        put(INPUTS.get(1), index, b, received, Observation.Cause.ARRIVAL);
        put(INPUTS.get(2), index, humidity, received, Observation.Cause.ARRIVAL);
        Observation row = row(PRODUCT, index, epa(a, b, humidity), received, Observation.Cause.ARRIVAL);
        product.add(row);
        WindowContent content = SumReadings.of(MINUTE, List.of(row), ReadingKind.of(Statistic.MEAN));
        windows.add(WindowRevisionBuilder.builder()
                .datastream(PRODUCT)
                .sizeMillis(MINUTE)
                .startMicros(row.phenomenonMicros())
                .recordedMillis(received + 2 * MINUTE)
                .intervalMillis(STEP)
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .catalogVersion(3)
                .build());
    }

    private void put(String datastream, int index, double value, long received, Observation.Cause cause) {
        inputs.computeIfAbsent(datastream, any -> new ArrayList<>())
                .add(row(datastream, index, value, received, cause));
    }

    private void revise(int index, int input, long minute, double value, QualityFlag flag, Observation.Cause cause) {
        String name = INPUTS.get(input);
        Observation before = newest(name, index * STEP * 1_000);
        Verdicts tests = TestBits.unmark(before.tests(), TestBits.CORRECTED);
        inputs.get(name)
                .add(before.with()
                        .revision(before.revision() + 1)
                        .result(value)
                        .flag(flag)
                        .tests(
                                cause == Observation.Cause.CORRECTION && flag == QualityFlag.FAIL
                                        ? TestBits.mark(tests, TestBits.CORRECTED)
                                        : tests)
                        .cause(cause)
                        .receivedMillis(minute)
                        .build());
    }

    private static Observation row(String datastream, int index, double value, long received, Observation.Cause cause) {
        QualityFlag flag = Double.isNaN(value) ? QualityFlag.MISSING : QualityFlag.GOOD;
        return ObservationBuilder.builder()
                .datastream(datastream)
                .phenomenonMicros(index * STEP * 1_000)
                .result(value)
                .flag(flag)
                .tests(TestBits.with(Verdicts.NONE, GrossRange.TEST.slot(), flag))
                .cause(cause)
                .raw(new RawPosition(0, index, datastream.equals(PRODUCT) ? -2 : 0))
                .receivedMillis(received)
                .catalogVersion(3)
                .build();
    }

    private Recomputation.Result compute(long asOf) {
        Recomputation.Range day = new Recomputation.Range(0, 86_400_000_000L);
        Map<String, ProductInputs.Input> of = new HashMap<>();
        INPUTS.forEach(input -> of.put(
                input,
                new ProductInputs.Input(
                        inputs.getOrDefault(input, List.of()),
                        List.of(),
                        Map.of(),
                        version -> Optional.of(settings.get(input)))));
        Recomputation.Stored stored = new Recomputation.Stored(
                PRODUCT,
                day,
                List.of(),
                product,
                List.of(),
                windows,
                version -> Optional.of(settings.get(PRODUCT)),
                asOf);
        return Recomputation.of(stored, new ProductInputs(of, day));
    }
}
