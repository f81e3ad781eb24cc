package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.BindingBuilder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.TopicTemplate;
import org.metrobed.stream.Steps;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

/** Messages that the broker had kept, and messages of before their binding. */
class RetainedDecodingTest {

    private static final String WITHOUT_TIME = "{\"pm25\":7}";
    private static final String WITH_TIME = "{\"t\":\"2026-04-30T12:00:00Z\",\"pm25\":7}";

    private final Decoding decoding = new Decoding();

    @Test
    void readingWithoutATimeOfItsOwnIsRefusedAndSaysWhatToDo() {
        take(RawKind.RETAINED, WITHOUT_TIME, false, null);

        assertThat(decoding.readings).isEmpty();
        assertThat(decoding.letters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.RETAINED);
            assertThat(letter.detail()).contains("tb/station/pm25").contains("'retained: received'");
        });
    }

    @Test
    void readingWithATimeIsTakenAndItsThingIsNotHeardNow() {
        take(RawKind.RETAINED, WITH_TIME, false, null);

        assertThat(decoding.letters).isEmpty();
        assertThat(decoding.readings).extracting(Reading::phenomenonMicros).containsExactly(1_777_550_340_000_000L);
        assertThat(decoding.livenessSignals).isEmpty();
    }

    @Test
    void readingWithoutATimeIsTakenIfTheBindingSaysSoAndIfItIsLive() {
        take(RawKind.RETAINED, WITHOUT_TIME, true, null);
        take(RawKind.MESSAGE, WITHOUT_TIME, false, null);

        assertThat(decoding.letters).isEmpty();
        assertThat(decoding.readings).hasSize(2);
    }

    @Test
    void readingThatIsRedrivenIsTakenBecauseSomebodyHasDecidedIt() {
        take(RawKind.REDRIVE, WITHOUT_TIME, false, new RawRecord.Again(3, Decoding.RECEIVED - 9_000, List.of(0)));

        assertThat(decoding.readings).hasSize(1);
        assertThat(decoding.redrives).hasSize(1);
    }

    @Test
    void messageOfBeforeItsBindingHasTheTimeOfItsReceptionAndNobodyAskedForAnOutcome() {
        take(RawKind.REDRIVE, WITHOUT_TIME, false, new RawRecord.Again(7, Decoding.RECEIVED - 60_000, List.of(-1)));

        assertThat(decoding.letters).isEmpty();
        assertThat(decoding.redrives).isEmpty();
        assertThat(decoding.livenessSignals).isEmpty();
        assertThat(decoding.readings).singleElement().satisfies(reading -> {
            assertThat(reading.receivedMillis()).isEqualTo(Decoding.RECEIVED - 60_000);
            assertThat(reading.logMillis()).isEqualTo(Decoding.RECEIVED);
        });
    }

    private void take(RawKind kind, String payload, boolean takesRetained, RawRecord.Again again) {
        Binding binding = BindingBuilder.builder(Binding.of(
                        "tb/pointer", TopicTemplate.parse("x/{thing}"), "json-pointer", "tb", Map.of(), Map.of()))
                .options("{\"fields\":{\"pm25\":\"/pm25\"},\"time\":\"/t\"}")
                .takesRetained(takesRetained)
                .build();
        byte[] bytes = payload.getBytes(UTF_8);
        decoding.take(
                new RawRecord(
                        kind, 2, 7, Decoding.RECEIVED, "x/station", bytes, bytes.length, new byte[0], null, again),
                Decoding.inForce(1, Steps.settings(0, 130), binding));
    }
}
