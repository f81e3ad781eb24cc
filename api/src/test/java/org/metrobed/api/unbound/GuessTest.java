package org.metrobed.api.unbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.decoders.spi.Message;

/** {@link FieldGuess}, {@link TopicGuess}, {@link FormatGuess}, {@link JsonShape} and {@link PayloadPreview} alone. */
class GuessTest {

    @ParameterizedTest
    @CsvSource({
        "Temperature, , 20, air-temperature, Cel",
        "data.temp_c, , 20, air-temperature, Cel",
        "PM2.5, , 9, pm25, ug/m3",
        "pm2_5, mg/m3, 9, pm25, mg/m3",
        "pressure, , 1004, air-pressure, hPa",
        "pressure, , 100400, air-pressure, Pa",
        "vbat, , 3.6, vbat, V",
        "Soil Temp, , 8, soil-temp, Cel",
        "level, cm, 120, water-level, cm",
        "whatever, , 1, whatever, 1",
        "temp, nonsense unit, 20, air-temperature, Cel",
    })
    void fieldIsGuessedByItsNameItsUnitAndItsValue(
            String name, String stated, double value, String property, String unit) {
        FieldGuess guess = FieldGuess.of(name, stated, value);
        assertThat(guess.property()).isEqualTo(property);
        assertThat(guess.unit()).isEqualTo(unit);
        assertThat(guess.isSure()).isEqualTo(!name.equals("whatever"));
    }

    @Test
    void fieldThatIsNoObservationIsIgnored() {
        assertThat(List.of("rssi", "linkquality", "f_cnt", "latitude"))
                .allSatisfy(name ->
                        assertThat(FieldGuess.of(name, null, 1).isIgnored()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zigbee2mqtt/+ | zigbee2mqtt/lamp | false | false | zigbee2mqtt/{thing} | ",
                "plant/+/up | plant/p1/up | false | false | plant/{thing}/up | ",
                "plant/+/up | plant/p1/up | false | true | plant/+/up | ",
                "roof/w7/state | roof/w7/state | false | false | roof/w7/state | w7",
                "home/cellar/+ | home/cellar/temp | true | false | home/cellar/{property} | cellar",
                "home/+/+ | home/cellar/temp | true | false | home/{thing}/{property} | ",
            })
    void topicIsGuessedByItsPattern(
            String pattern, String topic, boolean bare, boolean named, String template, String device) {
        TopicGuess guess = TopicGuess.of(pattern, List.of(topic), bare, named);
        assertThat(guess.template()).isEqualTo(template);
        assertThat(guess.device()).isEqualTo(device == null ? "" : device);
    }

    @Test
    void decoderMustReadEveryMessage() {
        assertThat(FormatGuess.of(List.of(message("21.9"), message("22"))).map(FormatGuess::decoder))
                .hasValue("plain-text");
        assertThat(FormatGuess.of(List.of(message("{\"a\":1}"), message("no json"))))
                .isEmpty();
    }

    @Test
    void timeAndDeviceAreNoFields() {
        JsonShape shape = JsonShape.of(List.of("""
                        {"id":"x1","lastSeen":1777636790000,"in":{"v":"3.5"},"out":{"v":2},"list":[5]}""".getBytes(UTF_8))).orElseThrow();
        assertThat(shape.device()).isEqualTo("/id");
        assertThat(shape.devices()).containsExactly("x1");
        assertThat(shape.time()).isEqualTo("/lastSeen");
        assertThat(shape.timeFormat()).isEqualTo("epoch-millis");
        assertThat(shape.inText()).isTrue();
        assertThat(shape.fields().values()).containsExactly("/in/v", "/out/v", "/list/0");
    }

    @Test
    void payloadIsShownAsTextOrEscaped() {
        assertThat(PayloadPreview.head("{\"t\":\"30 °C\"}".getBytes(UTF_8))).isEqualTo("{\"t\":\"30 °C\"}");
        assertThat(PayloadPreview.head(new byte[] {'a', 0, (byte) 0xff, 'b'})).isEqualTo("a\\x00\\xffb");
        assertThat(PayloadPreview.head("é".repeat(600).getBytes(UTF_8))).isEqualTo("é".repeat(512));
        assertThat(PayloadPreview.head(("a" + "é".repeat(600)).getBytes(UTF_8))).isEqualTo("a" + "é".repeat(511));
    }

    private static Message message(String payload) {
        return new Message("a/b", payload.getBytes(UTF_8), null, 1_777_636_800_000L);
    }
}
