package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingFormat;

class GroupReadingsTest {

    private static final long NOW_MILLIS = 1_000_000;

    private KeyedOneInputStreamOperatorTestHarness<String, Reading, Reading> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(new GroupReadings(), Reading::datastream, Types.STRING);
        Harnesses.open(harness, new ReadingFormat(), null);
        harness.setProcessingTime(NOW_MILLIS);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void readingsOfADatastreamOfABacklogLeaveTogetherAndBeforeTheWatermark() throws Exception {
        send("a", 1);
        send("b", 2);
        send("a", 3);
        harness.processWatermark(3_000);
        send("b", 4);
        assertThat(left()).isEmpty();
        harness.setProcessingTime(NOW_MILLIS + 500);
        assertThat(left()).containsExactly("a 1", "a 3", "b 2", "b 4", "watermark 3");
    }

    @Test
    void readingsLeaveAtOnceWhileTheLogIsReadAsItIsWritten() throws Exception {
        send("b", 990);
        harness.processWatermark(NOW_MILLIS - 1_999);
        send("b", 999);
        send("a", 1_000);
        harness.processWatermark(NOW_MILLIS);
        assertThat(left()).containsExactly("b 990", "watermark 998", "b 999", "a 1000", "watermark 1000");
        harness.setProcessingTime(NOW_MILLIS + 10_000);
        harness.processWatermark(NOW_MILLIS + 1);
        send("a", 1_001);
        assertThat(left()).as("it is behind again").hasSize(6).doesNotContain("a 1001");
    }

    @Test
    void readingsAndWatermarkLeaveBeforeACheckpointAndAtTheEnd() throws Exception {
        send("a", 1);
        harness.processWatermark(1_000);
        harness.prepareSnapshotPreBarrier(1);
        assertThat(left()).containsExactly("a 1", "watermark 1");
        send("a", 2);
        harness.endInput();
        harness.getOperator().finish();
        assertThat(left()).endsWith("a 2");
    }

    @Test
    void newestOfSeveralWatermarksIsEnough() throws Exception {
        send("a", 1);
        harness.processWatermark(1_000);
        send("a", 2);
        harness.processWatermark(2_000);
        harness.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(left()).containsExactly("a 1", "a 2", "watermark " + Watermark.MAX_WATERMARK.getTimestamp() / 1_000);
    }

    @Test
    void watermarkWithoutReadingsLeavesAtOnce() throws Exception {
        harness.processWatermark(1_000);
        assertThat(left()).containsExactly("watermark 1");
    }

    @Test
    void readingsOfADatastreamKeepTheirOrderWhateverComesBetween() throws Exception {
        Random random = new Random(7);
        List<String> sent = new ArrayList<>();
        long clock = NOW_MILLIS;
        for (int i = 1; i <= 50_000; i++) {
            String name = String.valueOf((char) ('a' + random.nextInt(20)));
            send(name, i);
            sent.add(name + " " + i);
            if (random.nextInt(5_000) == 0) {
                harness.processWatermark(i);
            }
            if (random.nextInt(9_000) == 0) {
                clock += 300;
                harness.setProcessingTime(clock);
            }
        }
        harness.prepareSnapshotPreBarrier(1);
        assertThat(readingsByDatastream(left())).isEqualTo(readingsByDatastream(sent));
    }

    private static Object readingsByDatastream(List<String> texts) {
        return texts.stream()
                .filter(text -> !text.startsWith("watermark"))
                .collect(Collectors.groupingBy(text -> text.charAt(0)));
    }

    private void send(String datastream, long second) throws Exception {
        Reading reading = Steps.reading(second, second, (double) second, null).withDatastream(datastream);
        harness.processElement(reading, reading.logMillis());
    }

    /** What has left so far. */
    private List<String> left() {
        List<String> texts = new ArrayList<>();
        for (Object one : harness.getOutput()) {
            if (one instanceof Watermark mark) {
                texts.add("watermark " + mark.getTimestamp() / 1_000);
            } else if (one instanceof StreamRecord<?> record && record.getValue() instanceof Reading reading) {
                assertThat(record.getTimestamp()).isEqualTo(reading.logMillis());
                texts.add(reading.datastream() + " " + (long) reading.value());
            }
        }
        return texts;
    }
}
