package org.metrobed.stream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.catalog.TextRules;
import org.metrobed.catalog.ValueWords;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.model.text.NumberStyle;

class FieldWordsTest {

    private static final FieldWords NUMBERS = words(TextRules.NUMBERS);

    @ParameterizedTest
    @CsvSource({
        "21.9, 21.9,",
        "+3e-2, 0.03,",
        "30.11 °C, 30.11, °C",
        "3.384V, 3.384, V",
        "5e3 W, 5000, W",
        "5 eV, 5, eV",
        "45 %, 45, %",
        "1 m3/s, 1, m3/s",
        "12 µg/m³, 12, µg/m³",
        "-4.5\u00a0Cel, -4.5, Cel",
    })
    void aNumberMayHaveItsUnitBehindIt(String text, double value, String unit) {
        assertThat(NUMBERS.read(word(text))).hasValue(new FieldWords.Spoken(ValueWords.Meaning.of(value), unit));
    }

    /** Public reports: times, versions, two numbers, ranges and limits of detection stand where a number should. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "12:30",
                "1.2.3 V",
                "3 4",
                "3-4",
                "<0.5",
                "12 foo",
                "V",
                "",
                "0x1F",
                "1,5",
                "--3 V",
                "3 V or more"
            })
    void whatIsNoNumberWithAKnownUnitIsRefused(String text) {
        assertThat(NUMBERS.read(word(text))).isEmpty();
    }

    @Test
    void marksOfTheStyleHoldBeforeAUnitToo() {
        FieldWords european = words(new TextRules(true, new NumberStyle(',', ' '), List.of("k. A.")));

        assertThat(european.read(word("1 234,5 kW")))
                .hasValue(new FieldWords.Spoken(ValueWords.Meaning.of(1234.5), "kW"));
        assertThat(european.read(word("K. A.")).orElseThrow().meaning().value()).isNaN();
        assertThat(european.read(word("1.5 kW"))).isEmpty();
    }

    @Test
    void aUnitBehindANumberMustBeThatOfTheBinding() {
        ValueWords values = new ValueWords(Map.of(), Map.of(), TextRules.NUMBERS);
        FieldWords millivolts = new FieldWords(values, "mV", null);

        assertThat(millivolts.read(word("3.384 V"))).isEmpty();
        assertThat(millivolts.read(word("3384 mV"))).isPresent();
        assertThat(millivolts.read(word("3384"))).isPresent();
    }

    @Test
    void aNumberAmongTheMissingTextsIsMissingAsANumberToo() {
        FieldWords words = words(new TextRules(false, NumberStyle.PLAIN, List.of("-999", "NA")));

        assertThat(words.code(-999).value()).isNaN();
        assertThat(words.code(-99)).isNull();
        assertThat(words.read(word("-999.0")).orElseThrow().meaning().value()).isNaN();
    }

    @Test
    void longTextIsNoNumber() {
        assertThat(NUMBERS.read(word("1".repeat(60) + " ".repeat(2_000) + "V"))).isEmpty();
    }

    private static FieldWords words(TextRules texts) {
        return new FieldWords(new ValueWords(Map.of(), Map.of(), texts), null, null);
    }

    private static Decoded.Word word(String text) {
        return new Decoded.Word(text, Measurement.NO_TIME, null);
    }
}
