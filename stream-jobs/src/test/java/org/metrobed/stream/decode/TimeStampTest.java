package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.BindingBuilder;
import org.metrobed.model.Datastream.Repeats;
import org.metrobed.model.Datastream.Stamp;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.stream.Steps;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

/** The phenomenon time of a reading is the begin of the interval that its time stamp stands for. */
class TimeStampTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Decoding decoding = new Decoding();
    private long version;

    @ParameterizedTest
    @CsvSource({
        "MEAN, , 10:00",
        "COUNT, , 10:00",
        "INSTANT, , 11:00",
        "DIRECTION, , 11:00",
        "MEAN, BEGIN, 11:00",
        "MEAN, MIDDLE, 10:30",
        "COUNT, INSTANT, 11:00",
        "DIRECTION, END, 10:00",
    })
    void statisticOrStampSaysWhatATimeStampMeans(Statistic statistic, Stamp stamp, String time) {
        take("{\"t\":\"2026-05-01T11:00:00Z\",\"o\":{\"pm25\":1}}", settings(statistic, stamp), null);
        assertThat(times()).containsExactly(Instant.parse("2026-05-01T" + time + ":00Z"));
    }

    @Test
    void hourlyCountsStampedFromOneToTwentyFourAreThoseOfTheDay() {
        LocalDate day = LocalDate.of(2026, 4, 30);
        Instant midnight = day.atStartOfDay(BERLIN).toInstant();
        for (int hour = 1; hour <= 24; hour++) {
            take(
                    "{\"t\":\"" + midnight.plusSeconds(hour * 3_600L) + "\",\"o\":{\"pm25\":" + hour + "}}",
                    settings(Statistic.COUNT, null),
                    null);
        }
        assertThat(decoding.letters).isEmpty();
        assertThat(times())
                .hasSize(24)
                .startsWith(midnight)
                .allMatch(time -> time.atZone(BERLIN).toLocalDate().equals(day));
        assertThat(times().get(12)).as("stamped 13:00").isEqualTo(midnight.plusSeconds(12 * 3_600));
    }

    /** Public reports: rain of a day by its date alone, in the window of the day before. */
    @Test
    void dateWithoutATimeOfDayNamesItsDayUnlessTheCatalogSaysOtherwise() {
        Instant day = Instant.parse("2026-04-24T00:00:00Z");
        for (Statistic statistic : List.of(Statistic.AMOUNT, Statistic.MEAN, Statistic.TOTAL)) {
            takeDate(settings(statistic, null), null);
        }
        assertThat(times()).containsExactly(day, day, day);
        decoding.readings.clear();
        takeDate(settings(Statistic.AMOUNT, Stamp.END), null);
        takeDate(settings(Statistic.AMOUNT, null), Stamp.END);
        assertThat(times()).containsExactly(day.minusSeconds(3_600), day.minusSeconds(3_600));
        assertThat(decoding.letters).isEmpty();
    }

    private void takeDate(DatastreamSettings settings, Stamp ofBinding) {
        Binding csv = BindingBuilder.builder(binding(ofBinding))
                .decoder("csv-lines")
                .options(
                        "{\"columns\":[\"day\",\"pm25\"],\"time\":\"day\",\"time-format\":\"yyyy-MM-dd\",\"zone\":\"UTC\"}")
                .build();
        decoding.take(message(Decoding.TOPIC, "2026-04-24,4"), Decoding.inForce(++version, settings, csv));
    }

    @Test
    void bindingMaySayOtherwiseForItsSource() {
        take("{\"t\":\"2026-05-01T11:00:00Z\",\"o\":{\"pm25\":1}}", settings(Statistic.MEAN, Stamp.END), Stamp.BEGIN);
        assertThat(times()).containsExactly(Instant.parse("2026-05-01T11:00:00Z"));
    }

    @Test
    void timeStampDecidesWhetherATimeIsPossible() {
        DatastreamSettings hourly = settings(Statistic.MEAN, null);
        take("{\"t\":\"2026-05-01T12:01:01Z\",\"o\":{\"pm25\":1}}", hourly, null);
        take("{\"t\":\"1999-12-31T23:59:59Z\",\"o\":{\"pm25\":1}}", hourly, null);
        assertThat(decoding.letters)
                .extracting(DeadLetter::reason)
                .containsExactly(DeadLetter.Reason.TIME_OUT_OF_RANGE, DeadLetter.Reason.TIME_OUT_OF_RANGE);
        take("{\"t\":\"2000-01-01T00:00:00Z\",\"o\":{\"pm25\":1}}", hourly, null);
        assertThat(times()).containsExactly(Instant.parse("1999-12-31T23:00:00Z"));
    }

    @Test
    void intervalOfAPayloadIsTakenAsItIs() {
        Binding binding = BindingBuilder.builder()
                .name("tb/sta")
                .topic(TopicTemplate.parse("sta/{thing}"))
                .decoder("sensorthings")
                .options("")
                .key("")
                .shared(false)
                .testbed("tb")
                .devices(Map.of())
                .fields(Map.of("1", Binding.FieldUse.of("pm25")))
                .others(Binding.Others.IGNORE)
                .stamp(null)
                .build();
        String payload = """
                [{"Datastream":{"@iot.id":1},"phenomenonTime":"2026-05-01T08:00:00Z/2026-05-01T09:00:00Z","result":1},
                 {"Datastream":{"@iot.id":1},"phenomenonTime":"2026-05-01T10:00:00Z","result":1}]""";
        decoding.take(
                message("sta/station", payload), Decoding.inForce(1, settings(Statistic.MEAN, Stamp.END), binding));
        assertThat(decoding.letters).isEmpty();
        assertThat(times())
                .containsExactly(Instant.parse("2026-05-01T08:00:00Z"), Instant.parse("2026-05-01T09:00:00Z"));
    }

    @Test
    void intervalAndStampOfOneTimeAreSeenAsOne() {
        Binding binding = BindingBuilder.builder()
                .name("tb/sta")
                .topic(TopicTemplate.parse("sta/{thing}"))
                .decoder("sensorthings")
                .options("")
                .key("")
                .testbed("tb")
                .devices(Map.of())
                .fields(Map.of("1", Binding.FieldUse.of("pm25")))
                .others(Binding.Others.IGNORE)
                .build();
        String payload = """
                [{"Datastream":{"@iot.id":1},"phenomenonTime":"2026-05-01T08:00:00Z/2026-05-01T09:00:00Z","result":1},
                 {"Datastream":{"@iot.id":1},"phenomenonTime":"2026-05-01T09:00:00Z","result":2}]""";
        decoding.take(
                message("sta/station", payload), Decoding.inForce(1, settings(Statistic.MEAN, Stamp.END), binding));
        assertThat(decoding.readings).isEmpty();
        assertThat(decoding.letters)
                .extracting(DeadLetter::reason)
                .containsExactly(DeadLetter.Reason.SAME_TIME, DeadLetter.Reason.SAME_TIME);
    }

    @ParameterizedTest
    @EnumSource(Repeats.class)
    void valueOfAValidatedBindingIsMarkedWhereTheApprovalDecides(Repeats repeats) {
        DatastreamSettings settings = settings(Statistic.MEAN, null);
        decoding.take(
                message(Decoding.TOPIC, "{\"t\":\"2026-05-01T11:00:00Z\",\"o\":{\"pm25\":1}}"),
                Decoding.inForce(
                        1,
                        settings.withOptions(
                                ParamSpec.of(DatastreamOptions.class).with(settings.options(), "repeats", repeats)),
                        BindingBuilder.builder(binding(null)).validated(true).build()));
        assertThat(decoding.readings)
                .extracting(Reading::marks)
                .containsExactly(repeats == Repeats.APPROVAL ? TestBits.VALIDATED : TestBits.NONE);
    }

    private List<Instant> times() {
        return decoding.readings.stream()
                .map(reading -> Instant.ofEpochMilli(reading.phenomenonMicros() / 1_000))
                .toList();
    }

    private void take(String payload, DatastreamSettings settings, Stamp ofBinding) {
        decoding.take(message(Decoding.TOPIC, payload), Decoding.inForce(1, settings, binding(ofBinding)));
    }

    private static Binding binding(Stamp stamp) {
        return BindingBuilder.builder()
                .name("tb/native")
                .topic(TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up"))
                .decoder("native-json")
                .options("")
                .key("")
                .shared(false)
                .testbed(null)
                .devices(Map.of())
                .fields(Map.of())
                .others(Binding.Others.SAME_NAME)
                .stamp(stamp)
                .build();
    }

    private static RawRecord message(String topic, String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        return new RawRecord(RawKind.MESSAGE, 2, 7, Decoding.RECEIVED, topic, bytes, bytes.length);
    }

    private static DatastreamSettings settings(Statistic statistic, Stamp stamp) {
        return Steps.settings(0, 130)
                .withOptions(ParamSpec.of(DatastreamOptions.class)
                        .with(DatastreamOptions.of(statistic, 3_600_000, 0, 130_000), "stamp", stamp));
    }
}
