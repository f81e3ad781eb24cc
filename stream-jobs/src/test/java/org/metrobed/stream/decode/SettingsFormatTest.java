package org.metrobed.stream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.stream.Steps;

class SettingsFormatTest {

    @Test
    void settingsThatHadTheGrossRangeAloneAreRead() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(Steps.DATASTREAM);
        out.writeLong(1);
        out.writeLong(60_000);
        out.writeLong(4_000);
        out.writeLong(5_000);
        for (double bound : new double[] {-5, 1_000, 0, 500}) {
            out.writeDouble(bound);
        }
        out.writeByte(1);
        out.writeUTF("high");
        out.writeBoolean(true);
        out.writeDouble(55);
        out.writeDouble(40);
        out.writeLong(0);
        out.writeUTF("warning");

        DatastreamSettings read = SettingsFormat.read(1, new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read).isEqualTo(Steps.settings(4, 5));
    }
}
