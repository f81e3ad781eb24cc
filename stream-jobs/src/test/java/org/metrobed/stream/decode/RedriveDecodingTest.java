package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.BindingBuilder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.model.TopicTemplate;
import org.metrobed.stream.Steps;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

class RedriveDecodingTest {

    private static final long LATER = Decoding.RECEIVED + 3_600_000;
    private static final String THREE =
            "[{\"o\":{\"pm25\":1}},{\"o\":{\"nope\":2}},{\"t\":\"1999-01-01T00:00:00Z\"," + "\"o\":{\"pm25\":3}}]";

    private final Decoding decoding = new Decoding();

    @Test
    void chosenReadingAloneIsTakenAndKeepsItsPositionAndTimes() {
        take(THREE, List.of(0));
        assertThat(decoding.letters).isEmpty();
        assertThat(decoding.readings).singleElement().satisfies(reading -> {
            assertThat(reading.offset()).isEqualTo(7);
            assertThat(reading.receivedMillis()).isEqualTo(Decoding.RECEIVED);
            assertThat(reading.phenomenonMicros()).isEqualTo((Decoding.RECEIVED - 60_000) * 1_000);
            assertThat(reading.logMillis()).isEqualTo(LATER);
        });
        assertThat(decoding.redrives)
                .containsExactly(new Redrive(new RawPosition(2, 7, 0), 101, true, 1, LATER, "native-json/3", 1));
    }

    @Test
    void whatIsStillWrongIsANewAttempt() {
        take(THREE, List.of(1, 2));
        assertThat(decoding.readings).isEmpty();
        assertThat(decoding.letters).extracting(DeadLetter::attempt).containsExactly(101L, 101L);
        assertThat(decoding.letters).extracting(letter -> letter.raw().offset()).containsOnly(7L);
        assertThat(decoding.redrives).extracting(Redrive::settled).containsExactly(false, false);
    }

    @Test
    void wholeMessageGivesAllItsReadings() {
        take("{\"o\":{\"pm25\":1}}", List.of(-1));
        assertThat(decoding.readings).hasSize(1);
        assertThat(decoding.redrives).singleElement().satisfies(outcome -> {
            assertThat(outcome.settled()).isTrue();
            assertThat(outcome.readings()).isEqualTo(1);
            assertThat(outcome.raw().index()).isEqualTo(-1);
        });
    }

    @Test
    void wholeMessageThatIsStillUnreadableIsNotSettled() {
        take("garbage", List.of(-1));
        assertThat(decoding.redrives).extracting(Redrive::settled).containsExactly(false);
        assertThat(decoding.letters).hasSize(1);
    }

    @Test
    void messageWhosePartsAreGoneSinceIsNotSettled() {
        take(RawKind.INCOMPLETE, "", List.of(0, 3));
        assertThat(decoding.redrives).extracting(Redrive::settled).containsExactly(false, false);
        assertThat(decoding.letters).extracting(DeadLetter::attempt).containsExactly(101L);
    }

    @Test
    void readingThatTheBindingIgnoresIsNotSettled() {
        take(RawKind.REDRIVE, THREE, List.of(0, 1), Binding.Others.IGNORE);
        take(RawKind.REDRIVE, THREE, List.of(-1), Binding.Others.IGNORE);
        assertThat(decoding.readings).isEmpty();
        assertThat(decoding.letters).isEmpty();
        assertThat(decoding.redrives).extracting(Redrive::settled).containsExactly(false, false, false);
    }

    @Test
    void messageWhoseReadingsAreRefusedByThemselvesIsSettled() {
        take("{\"o\":{\"nope\":2}}", List.of(-1));
        assertThat(decoding.letters).extracting(letter -> letter.raw().index()).containsExactly(0);
        assertThat(decoding.redrives).singleElement().satisfies(outcome -> {
            assertThat(outcome.settled()).isTrue();
            assertThat(outcome.readings()).isZero();
        });
    }

    @Test
    void eachChosenReadingHasAnOutcomeOfItsOwn() {
        take("[{\"o\":{\"pm25\":1}},{\"o\":{\"nope\":2}},{\"o\":{}}]", List.of(0, 1, 9));
        assertThat(decoding.redrives).extracting(Redrive::readings).containsExactly(1, 0, 0);
        assertThat(decoding.redrives).extracting(Redrive::settled).containsExactly(true, false, false);
    }

    @Test
    void nobodyIsHeardByIt() {
        take(THREE, List.of(0));
        assertThat(decoding.livenessSignals).isEmpty();
    }

    private void take(String payload, List<Integer> indices) {
        take(RawKind.REDRIVE, payload, indices);
    }

    private void take(RawKind kind, String payload, List<Integer> indices) {
        take(kind, payload, indices, Binding.Others.SAME_NAME);
    }

    private void take(RawKind kind, String payload, List<Integer> indices, Binding.Others others) {
        byte[] bytes = payload.getBytes(UTF_8);
        RawRecord again = new RawRecord(
                kind,
                2,
                100,
                LATER,
                Decoding.TOPIC,
                bytes,
                bytes.length,
                new byte[0],
                null,
                new RawRecord.Again(7, Decoding.RECEIVED, indices));
        Binding binding = BindingBuilder.builder(Binding.of(
                        "tb/native",
                        TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up"),
                        "native-json",
                        null,
                        Map.of(),
                        Map.of()))
                .others(others)
                .build();
        decoding.take(again, Decoding.inForce(1, Steps.settings(0, 130), binding));
    }
}
