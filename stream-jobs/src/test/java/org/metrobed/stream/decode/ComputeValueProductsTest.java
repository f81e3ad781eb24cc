package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.product.PurpleAirCorrection;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.Derivation;
import org.metrobed.model.Family;
import org.metrobed.model.Location;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

class ComputeValueProductsTest {

    private static final String DERIVED = "tb/station/pm25";
    private static final Derivation EPA = new Derivation(
            "purpleair-epa",
            List.of(
                    new Derivation.Input("tb/station/a", 1, 0),
                    new Derivation.Input("tb/station/b", 1, 0),
                    new Derivation.Input("tb/station/rh", 100, 0)));

    private final Decoding decoding = new Decoding();

    @Test
    void inputsOfOneTimeGiveOneValueMore() {
        take("{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"a\":20,\"b\":22,\"rh\":0.5}}");

        assertThat(decoding.letters).isEmpty();
        assertThat(decoding.readings).hasSize(4);
        Reading derived = decoding.readings.get(3);
        assertThat(derived.datastream()).isEqualTo(DERIVED);
        assertThat(derived.value())
                .isCloseTo(PurpleAirCorrection.correct(20, 22, 50).orElseThrow(), within(1e-12));
        assertThat(derived.phenomenonMicros()).isEqualTo((Decoding.RECEIVED - 120_000) * 1_000);
        assertThat(derived.receivedMillis()).isEqualTo(Decoding.RECEIVED);
        assertThat(derived.offset()).isEqualTo(7);
        assertThat(derived.settings().derivation()).isEqualTo(EPA);
    }

    @Test
    void positionIsNoOtherReadingsAndNamesTheFirstInput() {
        take("[{\"o\":{\"other\":1}},{\"o\":{\"a\":20,\"b\":22,\"rh\":0.5}}]");

        assertThat(decoding.readings).extracting(Reading::index).containsExactly(0, 1, 2, 3, -3);
    }

    @Test
    void eachTimeOfABatchHasItsOwnValue() {
        take("[{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"a\":20,\"b\":20,\"rh\":0.5}},"
                + "{\"t\":\"2026-05-01T12:00:00Z\",\"o\":{\"a\":30,\"b\":30,\"rh\":0.5}}]");

        assertThat(derived())
                .containsExactly(
                        PurpleAirCorrection.correct(20, 20, 50).orElseThrow(),
                        PurpleAirCorrection.correct(30, 30, 50).orElseThrow());
    }

    @Test
    void valuesOfABatchThatIsSentNewestFirstAreGivenInOrder() {
        take("[{\"t\":\"2026-05-01T12:00:00Z\",\"o\":{\"a\":30,\"b\":30,\"rh\":0.5}},"
                + "{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"a\":20,\"b\":20,\"rh\":0.5}}]");

        assertThat(derived())
                .containsExactly(
                        PurpleAirCorrection.correct(20, 20, 50).orElseThrow(),
                        PurpleAirCorrection.correct(30, 30, 50).orElseThrow());
    }

    @Test
    void secondReadingOfAnInputAtTheSameTimeDoesNotCount() {
        take("[{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"a\":20,\"b\":20,\"rh\":0.5}},"
                + "{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"a\":20,\"b\":20,\"rh\":0.5}}]");

        assertThat(derived())
                .containsExactly(PurpleAirCorrection.correct(20, 20, 50).orElseThrow());
    }

    @Test
    void lackingInputAndDisagreeingChannelsGiveAMissingValue() {
        take("{\"o\":{\"a\":20,\"b\":22}}");
        take("{\"o\":{\"a\":10,\"b\":30,\"rh\":0.5}}");
        take("{\"o\":{\"a\":null,\"b\":30,\"rh\":0.5}}");

        assertThat(derived()).containsExactly(Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void valueOutsideTheFailSpanOfItsInputIsNotUsed() {
        take("{\"o\":{\"a\":2001,\"b\":2002,\"rh\":0.5}}");

        assertThat(derived()).containsExactly(Double.NaN);
    }

    @Test
    void messageWithoutInputsGivesNoDerivedValue() {
        take("{\"o\":{\"other\":1}}");

        assertThat(decoding.readings).hasSize(1);
    }

    @Test
    void messageDrivenAgainGivesAValueOnlyWithAllInputs() {
        String payload = "{\"o\":{\"a\":20,\"b\":22,\"rh\":0.5}}";
        again(payload, List.of(2));
        assertThat(derived()).isEmpty();

        again(payload, List.of(-1));
        assertThat(derived())
                .containsExactly(PurpleAirCorrection.correct(20, 22, 50).orElseThrow());
    }

    @Test
    void measurementOfADerivedDatastreamIsADeadLetterThatSaysSo() {
        take("{\"o\":{\"pm25\":1}}");

        assertThat(decoding.readings).isEmpty();
        assertThat(decoding.letters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.DERIVED_DATASTREAM);
            assertThat(letter.detail())
                    .isEqualTo(
                            "tb/station/pm25 is computed by purpleair-epa from tb/station/a, tb/station/b, tb/station/rh;"
                                    + " 'pm25' of a payload cannot be it");
        });
    }

    private List<Double> derived() {
        return decoding.readings.stream()
                .filter(reading -> reading.datastream().equals(DERIVED))
                .map(Reading::value)
                .toList();
    }

    private void take(String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        decoding.take(
                new RawRecord(RawKind.MESSAGE, 2, 7, Decoding.RECEIVED, Decoding.TOPIC, bytes, bytes.length),
                inForce());
    }

    private void again(String payload, List<Integer> indices) {
        byte[] bytes = payload.getBytes(UTF_8);
        decoding.take(
                new RawRecord(
                        RawKind.REDRIVE,
                        2,
                        100,
                        Decoding.RECEIVED + 1,
                        Decoding.TOPIC,
                        bytes,
                        bytes.length,
                        new byte[0],
                        null,
                        new RawRecord.Again(7, Decoding.RECEIVED, indices)),
                inForce());
    }

    private static CatalogInForce inForce() {
        Thing thing = new Thing("tb/station", "Station", Family.AIR, "twin", "", new Location(1, 2, "", ""));
        return new CatalogInForce(
                0,
                Catalog.of(
                        1,
                        List.of(new TestBed("tb", "Test", ZoneId.of("UTC"), "")),
                        List.of(),
                        List.of(thing),
                        List.of(
                                datastream("a", "ug/m3", Derivation.NONE),
                                datastream("b", "ug/m3", Derivation.NONE),
                                datastream("rh", "1", Derivation.NONE),
                                datastream("other", "1", Derivation.NONE),
                                datastream("pm25", "ug/m3", EPA)),
                        List.of(Binding.of(
                                "tb/native",
                                TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up"),
                                "native-json",
                                null,
                                Map.of(),
                                Map.of()))));
    }

    private static Datastream datastream(String property, String unit, Derivation derivation) {
        String id = "tb/station/" + property;
        QualityConfig quality =
                QualityConfig.ofInterval(60_000_000).with(new GrossRange.Params(new Span(-5, 1_000), Span.OPEN));
        DatastreamSettings settings =
                new DatastreamSettings(id, 1, 60_000, 0, 130_000, quality, Sentinels.NONE, List.of());
        return new Datastream(new DatastreamId(id), property, unit, settings.withDerivation(derivation));
    }
}
