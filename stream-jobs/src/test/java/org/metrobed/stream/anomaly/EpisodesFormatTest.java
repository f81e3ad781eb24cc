package org.metrobed.stream.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.anomaly.ThresholdEpisode;

class EpisodesFormatTest {

    private final EpisodesFormat form = new EpisodesFormat();
    private final DataOutputSerializer out = new DataOutputSerializer(64);

    @Test
    void episodeIsReadAsItWasWritten() throws IOException {
        Episodes episodes = new Episodes();
        episodes.byRule.put("high", new ThresholdEpisode(5, true, 60, 2));
        form.write(episodes, out);
        ThresholdEpisode read = read(form.version());
        assertThat(read.onsetMicros()).isEqualTo(5);
        assertThat(read.open()).isTrue();
        assertThat(read.peak()).isEqualTo(60);
        assertThat(read.told()).isEqualTo(2);
    }

    @Test
    void firstVersionHadToldOfOpenEpisodesOnce() throws IOException {
        writeFirstVersion(true);
        assertThat(read(1).told()).isEqualTo(1);
    }

    @Test
    void firstVersionHadNotToldOfPendingEpisodes() throws IOException {
        writeFirstVersion(false);
        assertThat(read(1).told()).isZero();
    }

    private void writeFirstVersion(boolean open) throws IOException {
        out.writeInt(1);
        out.writeUTF("high");
        out.writeLong(5);
        out.writeBoolean(open);
        out.writeDouble(60);
    }

    private ThresholdEpisode read(int version) throws IOException {
        return form.read(version, new DataInputDeserializer(out.getCopyOfBuffer()))
                .byRule
                .get("high");
    }
}
