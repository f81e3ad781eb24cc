package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.decode.Decoding.RECEIVED;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.BindingBuilder;
import org.metrobed.model.TopicTemplate;
import org.metrobed.stream.Steps;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.catalog.CatalogTimeline;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/** What decoding says about the order in which the readings of a datastream come. */
class ReadingOrderTest {

    private static final Binding NATIVE =
            binding("tb/native", "metrobed/v1/{testbed}/{gateway}/{thing}/up", "native-json", "{testbed}/{thing}");
    private static final Binding GATEWAY = binding("tb/senml", "senml/{gateway}", "senml-json", "");
    private static final String TOPIC = "metrobed/v1/tb/gw/station/up";
    private static final String KEY = "tb/station";

    private final Decoding decoding = new Decoding();

    @Test
    void readingsOfOneKeyComeInOrder() {
        take(KEY, inForce(1, NATIVE));
        assertThat(decoding.readings).extracting(Reading::orderedFromMillis).containsExactly(Reading.ALWAYS);
    }

    @Test
    void settingsTravelWithTheFirstReadingAndWhenTheyChange() {
        take(KEY, inForce(1, NATIVE));
        take(KEY, inForce(1, NATIVE));
        take(KEY, inForce(2, NATIVE));
        take(KEY, Decoding.inForce(3, Steps.settings(9, 130), NATIVE));
        assertThat(decoding.readings)
                .extracting(reading -> reading.settings() != null)
                .containsExactly(true, false, false, true);
        assertThat(decoding.readings).extracting(Reading::catalogVersion).containsExactly(1L, 1L, 2L, 3L);
    }

    @Test
    void readingsOfSeveralKeysComeInAnyOrderAndBringTheirSettings() {
        take(KEY, inForce(1, NATIVE, GATEWAY));
        take(KEY, inForce(1, NATIVE, GATEWAY));
        assertThat(decoding.readings)
                .allMatch(reading -> reading.orderedFromMillis() == Reading.NEVER)
                .allMatch(reading -> reading.settings() != null)
                .hasSize(2);
    }

    @Test
    void messageWithAnotherKeyThanThatOfItsBindingIsNotInTheOrderOfTheOthers() {
        take("gw", inForce(1, NATIVE));
        take(KEY, inForce(1, NATIVE));
        assertThat(decoding.readings)
                .extracting(Reading::orderedFromMillis)
                .containsExactly(Reading.NEVER, Reading.ALWAYS);
    }

    @Test
    void readingsOfANewKeyAreInOrderFromItsVersionOn() throws InterruptedException {
        CatalogTimeline timeline = new CatalogTimeline();
        timeline.addVersion(RECEIVED - 300_000, inForce(1, NATIVE).catalog());
        timeline.addVersion(RECEIVED - 200_000, inForce(2, NATIVE).catalog());
        timeline.addVersion(
                RECEIVED - 100_000,
                inForce(3, binding("tb/native", NATIVE.topic().toString(), "native-json", "{gateway}"))
                        .catalog());
        timeline.addVersion(RECEIVED - 50_000, inForce(4, NATIVE).catalog());
        long from = RECEIVED - 50_000 + CatalogTimeline.LEAD_MILLIS;
        take(KEY, timeline.at(from - 120_000));
        take(KEY, timeline.at(from));
        assertThat(decoding.readings).extracting(Reading::orderedFromMillis).containsExactly(Reading.ALWAYS, from);
        assertThat(decoding.readings)
                .as("the key between had other settings, perhaps")
                .allMatch(reading -> reading.settings() != null);
    }

    @Test
    void readingsOfAPartitionAreInOrderFromItsDivisionOn() {
        long divided = RECEIVED - 10_000;
        decoding.take(message(KEY).orderedFrom(divided), inForce(1, NATIVE));
        decoding.take(message(KEY).orderedFrom(divided), inForce(2, NATIVE, GATEWAY));
        assertThat(decoding.readings).extracting(Reading::orderedFromMillis).containsExactly(divided, Reading.NEVER);
    }

    @Test
    void deviceThatItsBindingIgnoresGivesNeitherReadingNorDeadLetter() {
        take(
                KEY,
                inForce(
                        1,
                        BindingBuilder.builder(NATIVE).listedDevicesOnly(true).build()));
        assertThat(decoding.readings).isEmpty();
        assertThat(decoding.letters).isEmpty();
        assertThat(decoding.livenessSignals).extracting(LivenessSignal::id).containsExactly("tb/gw");
    }

    private void take(String key, CatalogInForce inForce) {
        decoding.take(message(key), inForce);
    }

    private static RawRecord message(String key) {
        byte[] payload = "{\"o\":{\"pm25\":1}}".getBytes(UTF_8);
        return new RawRecord(
                RawKind.MESSAGE, 0, 1, RECEIVED, TOPIC, payload, payload.length, RawHeaders.text(key), null, null);
    }

    private static CatalogInForce inForce(long version, Binding... bindings) {
        return Decoding.inForce(version, Steps.settings(0, 130), bindings);
    }

    private static Binding binding(String name, String topic, String decoder, String key) {
        return BindingBuilder.builder()
                .name(name)
                .topic(TopicTemplate.parse(topic))
                .decoder(decoder)
                .options("")
                .key(key)
                .testbed("tb")
                .devices(Map.of())
                .fields(Map.of())
                .others(Binding.Others.SAME_NAME)
                .build();
    }
}
