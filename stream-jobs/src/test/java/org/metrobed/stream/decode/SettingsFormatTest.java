package org.metrobed.stream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Severity;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.stream.Steps;

class SettingsFormatTest {

    @Test
    void anyNumberOfThresholdsComesBack() throws IOException {
        List<ThresholdRule> rules = IntStream.range(0, 300)
                .mapToObj(i -> new ThresholdRule("t" + i, ThresholdRule.Direction.BELOW, -i, 0, i, Severity.INFO))
                .toList();
        DatastreamSettings settings =
                new DatastreamSettings(Steps.DATASTREAM, 1, 2, 3, 4, Steps.GROSS_RANGE, Sentinels.NONE, rules);

        assertThat(SettingsFormat.read(new DataInputDeserializer(write(settings))))
                .isEqualTo(settings);
    }

    @Test
    void readingsOfADatastreamShareItsSettings() throws IOException {
        byte[] bytes = write(Steps.settings(4, 5));

        DatastreamSettings first = SettingsFormat.read(new DataInputDeserializer(bytes));
        DatastreamSettings second = SettingsFormat.read(new DataInputDeserializer(bytes.clone()));

        assertThat(second).isSameAs(first).isEqualTo(Steps.settings(4, 5));
    }

    @Test
    void settingsThatChangeAreWrittenAndReadAnew() throws IOException {
        for (int version = 1; version < 1_000; version++) {
            DatastreamSettings settings = Steps.settings(4, 5).withCatalogVersion(version);
            assertThat(SettingsFormat.read(new DataInputDeserializer(write(settings))))
                    .isEqualTo(settings);
        }
    }

    private static byte[] write(DatastreamSettings settings) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        SettingsFormat.write(settings, out);
        return out.getCopyOfBuffer();
    }
}
