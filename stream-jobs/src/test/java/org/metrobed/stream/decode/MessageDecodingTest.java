package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.BindingBuilder;
import org.metrobed.catalog.TextRules;
import org.metrobed.catalog.ValueWords;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.Gas;
import org.metrobed.model.Liveness;
import org.metrobed.model.NamedState;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.text.NumberStyle;
import org.metrobed.stream.Steps;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

class MessageDecodingTest {

    private static final String TOPIC = Decoding.TOPIC;
    private static final long RECEIVED = Decoding.RECEIVED;

    private final Decoding decoding = new Decoding();
    private long version;
    private final List<Reading> readings = decoding.readings;
    private final List<DeadLetter> letters = decoding.letters;

    @Test
    void readingIsFoundInTheCatalog() {
        take(TOPIC, "{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"pm25\":12.5}}");
        assertThat(letters).isEmpty();
        Reading reading = readings.get(0);
        assertThat(reading.datastream()).isEqualTo(Steps.DATASTREAM);
        assertThat(reading.value()).isEqualTo(12.5);
        assertThat(reading.phenomenonMicros()).isEqualTo((RECEIVED - 120_000) * 1_000);
        assertThat(reading.settings()).isEqualTo(Steps.settings(0, 130));
    }

    @Test
    void missingTimeStampIsTheReceivedTime() {
        take(TOPIC, "{\"o\":{\"pm25\":1}}");
        assertThat(readings.get(0).phenomenonMicros()).isEqualTo((RECEIVED - 60_000) * 1_000);
    }

    @Test
    void refusalsNameReasonAndKeepTheOthersOfTheBatch() {
        take(TOPIC, "[{\"o\":{\"pm25\":1}},{\"o\":{\"nope\":2}},{\"o\":{\"pm25\":{\"v\":3,\"u\":\"Cel\"}}}]");
        assertThat(readings).hasSize(1);
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.UNKNOWN_DATASTREAM, Reason.UNIT_MISMATCH);
        assertThat(letters).extracting(letter -> letter.raw().index()).containsExactly(1, 2);
        assertThat(letters.get(0).detail()).contains("tb/station/nope");
    }

    @Test
    void otherUnitsOfTheSameKindAreConverted() {
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":0.025,\"u\":\"mg/m3\"}}}");
        assertThat(letters).isEmpty();
        assertThat(readings.get(0).value()).isEqualTo(25, within(1e-12));
    }

    @Test
    void spellingThatMeansOneUnitIsReadAsThat() {
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":12,\"u\":\"\u00b5g/m\u00b3\"}}}");
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":12,\"u\":\"\u03bcg/m\u00b3\"}}}");
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":12,\"u\":\"mg/m\u00b3\"}}}");
        assertThat(letters).isEmpty();
        assertThat(readings).extracting(Reading::value).containsExactly(12.0, 12.0, 12_000.0);
        assertThat(readings)
                .extracting(Reading::stated)
                .containsExactly(null, null, new StatedValue(12, Printable.unit("mg/m\u00b3")));
    }

    @Test
    void spellingThatMayMeanTwoUnitsIsRefusedWithAHint() {
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":12,\"u\":\"C\"}}}");
        assertThat(letters)
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.detail()).endsWith("to which 'C' cannot be converted; did you mean 'Cel'?"));
    }

    @Test
    void wordsAreNumbersWhereTheBindingSaysWhich() {
        ValueWords words = ValueWords.of(Map.of("open", 1.0, "closed", 0.0), false);
        takeWith(
                words,
                "[{\"t\":\"2026-05-01T11:57:00Z\",\"o\":{\"pm25\":\"open\"}},{\"t\":\"2026-05-01T11:58:00Z\","
                        + "\"o\":{\"pm25\":7}},{\"o\":{\"pm25\":{\"v\":\" closed \",\"u\":\"mg/m3\"}}},{\"o\":{\"pm25\":\"Open\"}}]");
        assertThat(readings).extracting(Reading::value).containsExactly(1.0, 7.0, 0.0);
        assertThat(readings).extracting(Reading::index).containsExactly(0, 1, 2);
        assertThat(readings.get(0).phenomenonMicros()).isEqualTo((RECEIVED - 240_000) * 1_000);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.NOT_A_NUMBER);
            assertThat(letter.detail())
                    .isEqualTo("the text of 'pm25' is 'Open', must be one of the values closed, open");
        });
    }

    @Test
    void wordsOfStatesAreNumbersWhereTheBindingHasNone() {
        DatastreamSettings door = door();
        takeWith(ValueWords.NONE, door, "[{\"o\":{\"pm25\":\"open\"}},{\"o\":{\"pm25\":\"ajar\"}}]");
        takeWith(ValueWords.of(Map.of("auf", 1.0), false), door, "{\"o\":{\"pm25\":\"open\"}}");
        assertThat(readings).extracting(Reading::value).containsExactly(1.0);
        assertThat(letters)
                .extracting(DeadLetter::detail)
                .containsExactly(
                        "the text of 'pm25' is 'ajar', must be one of the values closed, open",
                        "the text of 'pm25' is 'open', must be one of the values auf");
    }

    @Test
    void numberThatIsNoneOfTheDeclaredStatesIsRefused() {
        for (String sent : List.of("0", "true", "-0.0", "null", "3", "0.5", "1e400")) {
            takeWith(ValueWords.NONE, door(), "{\"o\":{\"pm25\":" + sent + "}}");
        }
        takeWith(ValueWords.of(Map.of("ajar", 2.0), false), door(), "{\"o\":{\"pm25\":\"ajar\"}}");
        takeWith(new Binding.FieldUse("pm25", null, -1, 1, ValueWords.NONE), door(), "{\"o\":{\"pm25\":true}}");
        assertThat(readings).extracting(Reading::value).containsExactly(0.0, 1.0, -0.0, Double.NaN, 0.0);
        assertThat(letters).hasSize(4).allMatch(letter -> letter.reason() == Reason.UNKNOWN_STATE);
        assertThat(letters)
                .extracting(DeadLetter::detail)
                .startsWith(
                        "the value of 'pm25' is 3, must be one of the states closed (0), open (1)",
                        "the value of 'pm25' is 0.5, must be one of the states closed (0), open (1)");
    }

    private static DatastreamSettings door() {
        return Steps.settings(0, 130)
                .withOptions(ParamSpec.of(DatastreamOptions.class)
                        .with(
                                DatastreamOptions.of(Datastream.Statistic.STATE, 60_000, 0, 130_000),
                                "states",
                                List.of(new NamedState("closed", 0), new NamedState("open", 1))));
    }

    @Test
    void truthValuesAreNumbersOfStatesAlone() {
        DatastreamSettings door = settings(Datastream.Statistic.STATE);
        takeWith(ValueWords.NONE, door, "{\"o\":{\"pm25\":true}}");
        takeWith(ValueWords.NONE, door, "{\"o\":{\"pm25\":{\"v\":false}}}");
        assertThat(readings).extracting(Reading::value).containsExactly(1.0, 0.0);
        assertThat(letters).isEmpty();
    }

    @Test
    void wordsForTruthAreReadInAnyCaseAndAnExactOneFirst() {
        DatastreamSettings lamp = Steps.settings(0, 130)
                .withOptions(ParamSpec.of(DatastreamOptions.class)
                        .with(
                                DatastreamOptions.of(Datastream.Statistic.STATE, 60_000, 0, 130_000),
                                "states",
                                List.of(new NamedState("FALSE", 1), new NamedState("TRUE", 2))));
        takeWith(ValueWords.NONE, lamp, "{\"o\":{\"pm25\":\"TRUE\"}}");
        takeWith(ValueWords.NONE, lamp, "{\"o\":{\"pm25\":\"False\"}}");
        takeWith(ValueWords.NONE, lamp, "{\"o\":{\"pm25\":true}}");
        ValueWords missing = ValueWords.of(Map.of("FALSE", Double.NaN), false);
        takeWith(missing, settings(Datastream.Statistic.STATE), "{\"o\":{\"pm25\":false}}");
        assertThat(readings).extracting(Reading::value).containsExactly(2.0, 1.0, 2.0, Double.NaN);
        assertThat(letters).isEmpty();
    }

    @Test
    void truthValueIsNoMeasuredValue() {
        Set<Datastream.Statistic> measured = EnumSet.complementOf(EnumSet.of(Datastream.Statistic.STATE));
        measured.forEach(one -> takeWith(ValueWords.NONE, settings(one), "{\"o\":{\"pm25\":false}}"));
        assertThat(readings).isEmpty();
        assertThat(letters).hasSize(measured.size()).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.NOT_A_NUMBER);
            assertThat(letter.detail()).startsWith("the value of 'pm25' is false, must be a number");
        });
    }

    @Test
    void bindingCanSayWhatATruthValueMeans() {
        ValueWords words = ValueWords.of(Map.of("false", Double.NaN), false);
        takeWith(words, "[{\"o\":{\"pm25\":false}},{\"o\":{\"pm25\":true}}]");
        assertThat(readings).extracting(Reading::value).containsExactly(Double.NaN);
        assertThat(letters).extracting(DeadLetter::reason).containsExactly(Reason.NOT_A_NUMBER);
    }

    @Test
    void textIsANumberWhereTheBindingSaysSo() {
        takeWith(ValueWords.of(Map.of("off", 0.0), true), "{\"o\":{\"pm25\":\"21.1\"}}");
        takeWith(ValueWords.of(Map.of("off", 0.0), true), "{\"o\":{\"pm25\":\"21,1\"}}");
        takeWith(ValueWords.NONE, "{\"o\":{\"pm25\":\"21.1\"}}");
        assertThat(readings).extracting(Reading::value).containsExactly(21.1);
        assertThat(letters)
                .extracting(DeadLetter::detail)
                .containsExactly(
                        "the text of 'pm25' is '21,1', must be a number in text, which a unit that fits may follow, or one of the values off",
                        "o.pm25 is a text, must be a number, a truth value, null or {v, u}");
    }

    /** As of AirGradient, Home Assistant and Milesight: words for no value, and units behind numbers. */
    @Test
    void textsOfABindingSayWhatIsMissingAndUnitsBehindNumbersAreConverted() {
        TextRules texts =
                new TextRules(true, new NumberStyle(',', '.'), List.of("Invalid Reading", "unavailable", "", "-999"));
        ValueWords words = new ValueWords(Map.of(), Map.of(), texts);
        for (String text : List.of(
                "1.012,5", "0,5 mg/m³", "3 µg/m³", "UNAVAILABLE", "", "-999,0", "7ug/m3", "12,5 °C", "8 Invalid")) {
            takeWith(words, "{\"o\":{\"pm25\":\"" + text + "\"}}");
        }
        assertThat(readings)
                .extracting(Reading::value)
                .containsExactly(1012.5, 500.0, 3.0, Double.NaN, Double.NaN, Double.NaN, 7.0);
        assertThat(readings.get(1).stated()).isEqualTo(new StatedValue(0.5, "mg/m³"));
        assertThat(letters)
                .extracting(DeadLetter::detail)
                .containsExactly(
                        "the text of 'pm25' is '12,5 °C', must be a number in text, which a unit that fits may"
                                + " follow, or one of the missing texts 'Invalid Reading, unavailable, , -999'",
                        "the text of 'pm25' is '8 Invalid', must be a number in text, which a unit that fits may"
                                + " follow, or one of the missing texts 'Invalid Reading, unavailable, , -999'");
    }

    @Test
    void aTopicMayNameThePropertyOfItsOneValue() {
        Binding binding = BindingBuilder.builder()
                .name("tb/homie")
                .topic(TopicTemplate.parse("homie/5/{thing}/{node}/{property}"))
                .decoder("plain-text")
                .options("")
                .key("")
                .testbed("tb")
                .devices(Map.of())
                .fields(Map.of("dust", Binding.FieldUse.of("pm25")))
                .others(Binding.Others.SAME_NAME)
                .build();
        for (String property : List.of("dust", "pm25", "no2")) {
            decoding.take(
                    message("homie/5/station/board/" + property, "12.5"),
                    Decoding.inForce(1, Steps.settings(0, 130), binding));
        }
        assertThat(readings).extracting(Reading::datastream).containsExactly(Steps.DATASTREAM, Steps.DATASTREAM);
        assertThat(letters).extracting(DeadLetter::reason).containsExactly(Reason.UNKNOWN_DATASTREAM);
    }

    @Test
    void unitOfATextMustBeThatOfThePayload() {
        ValueWords words = new ValueWords(Map.of(), Map.of(), TextRules.NUMBERS);
        takeWith(words, "{\"o\":{\"pm25\":{\"v\":\"7 mg/m3\",\"u\":\"ug/m3\"}}}");
        takeWith(words, "{\"o\":{\"pm25\":{\"v\":\"7 µg/m³\",\"u\":\"ug/m3\"}}}");
        assertThat(readings).extracting(Reading::value).containsExactly(7.0);
        assertThat(letters).extracting(DeadLetter::reason).containsExactly(Reason.NOT_A_NUMBER);
    }

    /** Public reports: -1 for "less than 0.05 mm" in sums, and T for a trace. */
    @Test
    void numberThatStandsForAnotherIsThatBeforeItIsScaledAndTheRowTellsWhatWasSent() {
        ValueWords.Meaning trace = new ValueWords.Meaning(0, true);
        ValueWords words = new ValueWords(
                Map.of("T", trace), Map.of(-1.0, trace, 99.0, ValueWords.Meaning.of(Double.NaN)), TextRules.NUMBERS);
        for (String sent : List.of("-1", "-1.0", "\"-1\"", "\"T\"", "99", "4")) {
            takeWith(new Binding.FieldUse("pm25", null, 0.1, 0, words), "{\"o\":{\"pm25\":" + sent + "}}");
        }
        assertThat(letters).isEmpty();
        assertThat(readings).extracting(Reading::value).containsExactly(0.0, 0.0, 0.0, 0.0, Double.NaN, 0.4);
        assertThat(readings)
                .extracting(reading -> (reading.marks() & TestBits.CENSORED) != 0)
                .containsExactly(true, true, true, true, false, false);
        assertThat(readings.get(0).stated()).isEqualTo(new StatedValue(-1, ""));
        assertThat(readings.get(4).stated()).isEqualTo(new StatedValue(99, ""));
        readings.clear();
        takeWith(new Binding.FieldUse("pm25", null, 1, 0, words), "{\"o\":{\"pm25\":-1}}");
        assertThat(readings.get(0).stated()).isEqualTo(new StatedValue(-1, ""));
    }

    @Test
    void valueThatItsSenderCallsCensoredHasTheMarkAlsoIfItIsMissingOrAWord() {
        ValueWords words = ValueWords.of(Map.of("low", 0.5), false);
        for (String value : List.of("2", "null", "\"low\"")) {
            takeWith(words, "{\"o\":{\"pm25\":{\"v\":" + value + ",\"censored\":true}}}");
        }
        assertThat(readings).extracting(Reading::value).containsExactly(2.0, Double.NaN, 0.5);
        assertThat(readings).extracting(Reading::marks).containsOnly(TestBits.CENSORED);
    }

    @Test
    void textOfALimitOfDetectionIsRefusedUnlessTheBindingSaysWhatItMeans() {
        List<String> texts = List.of("<0.5", "> 100", "ND", "BDL", "trace", "0.05s");
        for (String text : texts) {
            takeWith(ValueWords.NONE, "{\"o\":{\"pm25\":\"" + text + "\"}}");
            takeWith(ValueWords.of(Map.of("off", 0.0), true), "{\"o\":{\"pm25\":\"" + text + "\"}}");
        }
        assertThat(readings).isEmpty();
        assertThat(letters).hasSize(2 * texts.size()).allMatch(letter -> letter.reason() == Reason.NOT_A_NUMBER);
        ValueWords half = new ValueWords(Map.of("<0.5", new ValueWords.Meaning(0.25, true)), Map.of(), TextRules.NONE);
        takeWith(half, "{\"o\":{\"pm25\":\"<0.5\"}}");
        assertThat(readings).singleElement().satisfies(reading -> {
            assertThat(reading.value()).isEqualTo(0.25);
            assertThat(reading.marks()).isEqualTo(TestBits.CENSORED);
        });
    }

    private static DatastreamSettings settings(Datastream.Statistic statistic) {
        return Steps.settings(0, 130).withOptions(DatastreamOptions.of(statistic, 60_000, 0, 130_000));
    }

    private void takeWith(ValueWords words, String payload) {
        takeWith(words, Steps.settings(0, 130), payload);
    }

    private void takeWith(ValueWords words, DatastreamSettings settings, String payload) {
        takeWith(new Binding.FieldUse("pm25", null, 1, 0, words), settings, payload);
    }

    private void takeWith(Binding.FieldUse use, String payload) {
        takeWith(use, Steps.settings(0, 130), payload);
    }

    private void takeWith(Binding.FieldUse use, DatastreamSettings settings, String payload) {
        Binding binding = BindingBuilder.builder()
                .name("tb/one")
                .topic(TopicTemplate.parse("one/{thing}"))
                .decoder("native-json")
                .options("")
                .key("")
                .shared(false)
                .testbed("tb")
                .devices(Map.of())
                .fields(Map.of("pm25", use))
                .others(Binding.Others.SAME_NAME)
                .stamp(null)
                .build();
        decoding.take(message("one/station", payload), Decoding.inForce(++version, settings, binding));
    }

    @Test
    void differentValuesOfOneDatastreamAtOneTimeAreRefusedAll() {
        take(TOPIC, "[{\"o\":{\"pm25\":1}},{\"o\":{\"pm25\":2}},{\"t\":\"2026-05-01T11:00:00Z\",\"o\":{\"pm25\":3}}]");
        take(
                TOPIC,
                "[{\"t\":\"2026-05-01T11:01:00Z\",\"o\":{\"pm25\":4}},{\"t\":\"2026-05-01T13:01:00+02:00\","
                        + "\"o\":{\"pm25\":null}}]");
        assertThat(readings).extracting(Reading::value).containsExactly(3.0);
        assertThat(letters).hasSize(4).allMatch(letter -> letter.reason() == Reason.SAME_TIME);
        assertThat(letters.get(0).detail())
                .startsWith("several different values or flags of tb/station/pm25 in one message have no time");
        assertThat(letters.get(2).detail()).contains("have the time 2026-05-01T11:01:00Z");
    }

    @Test
    void oneValueWithDifferentFlagsOfItsProviderAtOneTimeIsRefused() {
        take(TOPIC, "[{\"o\":{\"pm25\":{\"v\":5,\"qc\":1}}},{\"o\":{\"pm25\":{\"v\":5,\"qc\":4}}}]");
        assertThat(readings).isEmpty();
        assertThat(letters).hasSize(2).allMatch(letter -> letter.reason() == Reason.SAME_TIME);
        take(TOPIC, "[{\"o\":{\"pm25\":{\"v\":5,\"qc\":4}}},{\"o\":{\"pm25\":{\"v\":5,\"qc\":4}}}]");
        take(TOPIC, "[{\"o\":{\"pm25\":5}},{\"o\":{\"pm25\":{\"v\":5,\"qc\":1}}}]");
        assertThat(readings).as("good is what no flag says, too").hasSize(4);
    }

    @Test
    void equalValuesOfOneDatastreamAtOneTimeAreTaken() {
        take(TOPIC, "[{\"o\":{\"pm25\":1000}},{\"o\":{\"pm25\":{\"v\":1,\"u\":\"mg/m3\"}}}]");
        assertThat(letters).isEmpty();
        assertThat(readings).hasSize(2);
    }

    @Test
    void shareOfAGasBecomesItsMassAtTheStatedTemperature() {
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":53,\"u\":\"[ppb]\"}}}");
        assertThat(letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.detail())
                        .endsWith("is 'ug/m3', to which '[ppb]' cannot be converted; for a gas, 'gas' and"
                                + " 'reference-temperature' of the property say how"));
        decoding.take(
                message(TOPIC, "{\"o\":{\"pm25\":{\"v\":0.053,\"u\":\"[ppm]\"}}}"),
                Decoding.inForce(2, Steps.settings(0, 130), new Gas(46.0055, 25)));
        assertThat(letters).hasSize(1);
        assertThat(readings).singleElement().satisfies(reading -> {
            assertThat(reading.value()).isEqualTo(53 * 46.0055 * 12.187 / 298.15, within(1e-10));
            assertThat(reading.stated()).isEqualTo(new StatedValue(0.053, "[ppm]"));
        });
    }

    @Test
    void whatThePayloadSaidIsKeptWhereItIsNotTheValue() {
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":0.025,\"u\":\"mg/m3\"}}}");
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":25,\"u\":\"ug/m3\"}}}");
        take(TOPIC, "{\"o\":{\"pm25\":25}}");
        take(TOPIC, "{\"o\":{\"pm25\":{\"v\":null,\"u\":\"mg/m3\"}}}");
        assertThat(letters).isEmpty();
        assertThat(readings)
                .extracting(Reading::stated)
                .containsExactly(new StatedValue(0.025, "mg/m3"), null, null, null);
    }

    @Test
    void emptyUnitOfAPayloadIsNotTheDatastreamsUnlessTheBindingSaysSo() {
        Binding.FieldUse plain = Binding.FieldUse.of("pm25");
        takeWith(plain, "{\"o\":{\"pm25\":{\"v\":7,\"u\":\"\"}}}");
        assertThat(letters).extracting(DeadLetter::reason).containsExactly(Reason.UNIT_MISMATCH);
        assertThat(letters.get(0).detail()).startsWith("a value of tb/station/pm25 has no unit");
        takeWith(plain, "{\"o\":{\"pm25\":{\"v\":null,\"u\":\"\"}}}");
        takeWith(new Binding.FieldUse("pm25", "mg/m3", 1, 0), "{\"o\":{\"pm25\":{\"v\":7,\"u\":\"\"}}}");
        assertThat(readings).extracting(Reading::value).containsExactly(Double.NaN, 7_000.0);
    }

    @Test
    void unitOfAStatedNumberIsThePayloadsElseTheBindingsElseNone() {
        stated(new Binding.FieldUse("pm25", "mg/m3", 1, 0), "7", new StatedValue(7, "mg/m3"));
        stated(new Binding.FieldUse("pm25", "ug/m3", 1, 0), "7", null);
        stated(new Binding.FieldUse("pm25", "mg/m3", 0.1, 0), "7", new StatedValue(7, ""));
        stated(new Binding.FieldUse("pm25", null, 1, -2), "0", new StatedValue(0, ""));
        stated(new Binding.FieldUse("pm25", "ug/m3", 1, 0), "{\"v\":7,\"u\":\"mg/m3\"}", new StatedValue(7, "mg/m3"));
        stated(new Binding.FieldUse("pm25", null, 10, 0), "{\"v\":7,\"u\":\"ug/m3\"}", new StatedValue(7, "ug/m3"));
    }

    @Test
    void unitThatThePayloadMadeUpIsKeptAsFarAsItCanBeShown() {
        String hostile = "a\\u0000b\\ud800" + "x".repeat(70_000);
        stated(
                new Binding.FieldUse("pm25", "ug/m3", 1, 0),
                "{\"v\":7,\"u\":\"" + hostile + "\"}",
                new StatedValue(7, "a?b?" + "x".repeat(96)));
    }

    private void stated(Binding.FieldUse use, String value, StatedValue expected) {
        readings.clear();
        Binding binding = BindingBuilder.builder()
                .name("tb/one")
                .topic(TopicTemplate.parse("one/{thing}"))
                .decoder("native-json")
                .options("")
                .key("")
                .testbed("tb")
                .devices(Map.of())
                .fields(Map.of("pm25", use))
                .others(Binding.Others.SAME_NAME)
                .build();
        decoding.take(
                message("one/station", "{\"o\":{\"pm25\":" + value + "}}"),
                Decoding.inForce(++version, Steps.settings(0, 130), binding));
        assertThat(letters).isEmpty();
        assertThat(readings)
                .singleElement()
                .satisfies(reading -> assertThat(reading.stated()).isEqualTo(expected));
    }

    @Test
    void numberOfThePayloadThatStandsForNoValueIsMissing() {
        DatastreamSettings plain = Steps.settings(0, 130);
        DatastreamSettings settings = new DatastreamSettings(
                plain.datastream(),
                1,
                plain.intervalMillis(),
                0,
                plain.idleTimeoutMillis(),
                plain.quality(),
                new Sentinels(List.of(-999.0)),
                List.of());
        String payload =
                "[{\"o\":{\"pm25\":{\"v\":-999,\"u\":\"mg/m3\"}}},{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"pm25\":-998}}]";
        decoding.take(message(TOPIC, payload), Decoding.inForce(1, settings));
        assertThat(readings).extracting(Reading::value).containsExactly(-998.0, Double.NaN);
        assertThat(readings).extracting(Reading::stated).containsExactly(null, new StatedValue(-999, "mg/m3"));
    }

    @Test
    void timesOfYear1AndOf2099AreRefused() {
        take(TOPIC, "{\"t\":\"0001-01-01T00:00:00Z\",\"o\":{\"pm25\":1}}");
        take(TOPIC, "{\"t\":\"2099-01-01T00:00:00Z\",\"o\":{\"pm25\":1}}");
        take(TOPIC, "{\"t\":\"2026-05-01T12:01:00Z\",\"o\":{\"pm25\":1}}");
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsOnly(Reason.TIME_OUT_OF_RANGE)
                .hasSize(2);
        assertThat(readings).hasSize(1);
    }

    @Test
    void wholeMessagesAreRefusedWithReason() {
        take("other/topic", "{}");
        take(TOPIC, "");
        take(TOPIC, "garbage");
        decoding.take(
                new RawRecord(RawKind.OVERSIZE, 0, 9, RECEIVED, TOPIC, new byte[4096], 10_000_000),
                Decoding.inForce(1, Steps.settings(0, 130)));
        assertThat(readings).isEmpty();
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.UNBOUND_TOPIC, Reason.EMPTY, Reason.MALFORMED, Reason.TOO_LARGE);
        assertThat(letters).allMatch(letter -> letter.raw().index() == -1);
        assertThat(letters.get(3).payloadBytes()).isEqualTo(10_000_000);
    }

    @Test
    void messageWhosePartsAreGoneIsADeadLetterThatSaysSo() {
        decoding.take(
                new RawRecord(RawKind.INCOMPLETE, 2, 9, RECEIVED, TOPIC, new byte[0], 1_422_500),
                Decoding.inForce(1, Steps.settings(0, 130)));
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.INCOMPLETE);
            assertThat(letter.detail())
                    .isEqualTo("the raw log no longer keeps every part of this payload of 1422500 bytes as it was"
                            + " received");
            assertThat(letter.payloadBytes()).isEqualTo(1_422_500);
            assertThat(letter.raw()).isEqualTo(new RawPosition(2, 9, RawPosition.WHOLE_MESSAGE));
        });
    }

    @Test
    void recordThatNobodyWritesIsADeadLetter() {
        decoding.take(
                new RawRecord(RawKind.UNREADABLE, 2, 9, RECEIVED, "a\0b", new byte[] {1, 2}, 2),
                Decoding.inForce(1, Steps.settings(0, 130)));
        assertThat(readings).isEmpty();
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(letter.detail()).startsWith("the record of the raw log is none that ingest or the API writes");
            assertThat(letter.topic()).isEqualTo("a?b");
            assertThat(letter.payloadHead()).isEqualTo("\\x01\\x02");
        });
    }

    @Test
    void controlCharactersOfAPayloadDoNotReachTheDatabase() {
        take(TOPIC, "{\"o\":{\"no-\\u0000such\\n\":1}}");
        assertThat(letters)
                .singleElement()
                .satisfies(letter -> assertThat(letter.detail().chars().anyMatch(Character::isISOControl))
                        .isFalse());
        assertThat(Printable.text("a\0b\u0085c\u00e9\u20ac", 10)).isEqualTo("a?b?c\u00e9\u20ac");
        assertThat(Printable.text("abcdef", 3)).isEqualTo("abc");
    }

    @Test
    void directionGoesRoundTheCircleAfterScaleOffsetAndConversion() {
        DatastreamSettings wind = settings(Datastream.Statistic.DIRECTION);
        Binding.FieldUse declined = new Binding.FieldUse("pm25", null, 1, 15);
        takeWith(declined, wind, "{\"o\":{\"pm25\":350}}");
        takeWith(declined, wind, "{\"o\":{\"pm25\":345}}");
        takeWith(declined, wind, "{\"o\":{\"pm25\":200}}");
        takeWith(new Binding.FieldUse("pm25", null, 1, -15), wind, "{\"o\":{\"pm25\":5}}");
        takeWith(new Binding.FieldUse("pm25", "mg/m3", 1, 0), wind, "{\"o\":{\"pm25\":-0.03}}");
        assertThat(readings).extracting(Reading::value).containsExactly(5.0, 0.0, 215.0, 350.0, 330.0);
        takeWith(declined, settings(Datastream.Statistic.MEAN), "{\"o\":{\"pm25\":350}}");
        assertThat(readings.get(5).value()).isEqualTo(365);
    }

    @Test
    void fieldsAreScaledRenamedOrPassedOver() {
        Binding binding = BindingBuilder.builder()
                .name("tb/lora")
                .topic(TopicTemplate.parse("lora/{gateway}"))
                .decoder("native-json")
                .options("")
                .key("")
                .testbed("tb")
                .devices(Map.of())
                .fields(Map.of("PM", new Binding.FieldUse("pm25", null, 0.1, -1), "battery", Binding.FieldUse.IGNORED))
                .others(Binding.Others.SAME_NAME)
                .build();
        decoding.take(
                message("lora/gw", "{\"o\":{\"PM\":125,\"battery\":3.6}}"),
                Decoding.inForce(1, Steps.settings(0, 130), binding));
        assertThat(readings).isEmpty();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).detail()).contains("whose 'PM'");

        Binding fixed = BindingBuilder.builder()
                .name("tb/lora")
                .topic(TopicTemplate.parse("lora/{thing}"))
                .decoder("native-json")
                .options("")
                .key("")
                .testbed("tb")
                .devices(Map.of("gw", "station"))
                .fields(binding.fields())
                .others(Binding.Others.SAME_NAME)
                .build();
        decoding.take(
                message("lora/gw", "{\"o\":{\"PM\":125,\"battery\":3.6}}"),
                Decoding.inForce(2, Steps.settings(0, 130), fixed));
        assertThat(letters).hasSize(1);
        assertThat(readings)
                .singleElement()
                .satisfies(reading -> assertThat(reading.value()).isEqualTo(11.5));
    }

    @Test
    void decoderThatDoesNotExistIsAnUnboundTopicThatSaysSo() {
        Binding binding = Binding.of("tb/x", TopicTemplate.parse("x/{thing}"), "morse", "tb", Map.of(), Map.of());
        decoding.take(message("x/station", "{}"), Decoding.inForce(1, Steps.settings(0, 130), binding));
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Reason.UNBOUND_TOPIC);
            assertThat(letter.detail()).contains("tb/x").contains("morse");
        });
    }

    @Test
    void gatewayAndThingAreHeardOnceInHalfAMinute() {
        take(TOPIC, "{\"t\":\"2026-05-01T11:59:58Z\",\"o\":{\"pm25\":1}}");
        take(TOPIC, "{\"o\":{\"pm25\":2}}");
        assertThat(decoding.livenessSignals)
                .containsExactly(
                        new LivenessSignal(
                                Liveness.Kind.GATEWAY,
                                "tb/gw",
                                "",
                                RECEIVED,
                                LivenessSignal.NO_TIME,
                                Liveness.Status.UNKNOWN),
                        new LivenessSignal(
                                Liveness.Kind.THING,
                                "tb/station",
                                "tb/gw",
                                RECEIVED,
                                (RECEIVED - 2_000) * 1_000,
                                Liveness.Status.UNKNOWN));
    }

    @Test
    void thingThatTheCatalogDoesNotHaveIsNotHeard() {
        take("metrobed/v1/tb/gw/stranger/up", "{\"o\":{\"pm25\":1}}");
        assertThat(decoding.livenessSignals).extracting(LivenessSignal::kind).containsExactly(Liveness.Kind.GATEWAY);
    }

    @Test
    void unprintableBytesAreEscaped() {
        assertThat(Printable.head(new byte[] {'a', 0, '\\', (byte) 0xff})).isEqualTo("a\\x00\\x5c\\xff");
        assertThat(Printable.head(new byte[5_000])).hasSize(4 * 1_024);
    }

    private void take(String topic, String payload) {
        decoding.take(message(topic, payload), Decoding.inForce(1, Steps.settings(0, 130)));
    }

    private static RawRecord message(String topic, String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        return new RawRecord(RawKind.MESSAGE, 0, 5, RECEIVED, topic, bytes, bytes.length);
    }
}
