package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.RawPosition;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.SettingsFormat;

class CleaningStateFormatTest {

    private static final String OTHER = "tb/station/pm10";
    private static final DatastreamSettings HELD = Steps.settings(0, 130)
            .withPeers(new Peers(
                    List.of(new CrossCheckLimits(OTHER, CrossCheckLimits.Kind.PART_OF, 1, 0, 1)), null, 2_000));

    private final CleaningStateFormat form = new CleaningStateFormat();

    @Test
    void whatWaitsAndWhatWasHeardComesThrough() throws IOException {
        CleaningState state = new CleaningState();
        new Cleaner(1_000_000)
                .accept(
                        state,
                        Steps.reading(60, 60, 1, HELD),
                        new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        state.peers.hear(OTHER, value(), 0);
        CleaningState read = restored(state);
        assertThat(read.peers.line).isEqualTo(state.peers.line).hasSize(1);
        assertThat(read.peers.heard.values()).isEqualTo(state.peers.heard.values());
        assertThat(read.peers.dueMillis).isEqualTo(62_000);
        assertThat(read.peers.fromMillis).isEqualTo(60_000);
    }

    @Test
    void whoHasOnlyHeardOthersHasNoSettingsYet() throws IOException {
        CleaningState state = new CleaningState();
        state.peers = new PeerState();
        state.peers.hear(OTHER, value(), 0);
        CleaningState read = restored(state);
        assertThat(read.settings()).isNull();
        assertThat(read.peers.heard.values()).isEqualTo(state.peers.heard.values());
        assertThat(read.nextDeadlineMillis()).isZero();
    }

    @Test
    void stateThatKnewOfNoOthersIsRead() throws IOException {
        DataOutputSerializer settings = new DataOutputSerializer(256);
        SettingsFormat.write(HELD, settings);
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.write(settings.getSharedBuffer(), 0, settings.length() - 1); // nothing was watched then
        out.writeLong(1);
        out.writeLong(2);
        out.writeLong(3);
        out.writeBoolean(false);
        out.writeLong(4);
        out.writeLong(5);
        out.writeInt(0);
        out.writeInt(0);
        out.writeLong(6);
        new QualityState().write(out);
        out.writeBoolean(false);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        CleaningState read = form.read(3, in);
        assertThat(in.available()).isZero();
        assertThat(read.settings()).isEqualTo(HELD);
        assertThat(read.toldMicros).isEqualTo(6);
        assertThat(read.peers).isNull();
    }

    private static PeerValue value() {
        return new PeerValue(1, 2, 3, new RawPosition(4, 5, 6));
    }

    private CleaningState restored(CleaningState state) throws IOException {
        DataOutputSerializer bytes = new DataOutputSerializer(256);
        form.write(state, bytes);
        return form.read(form.version(), new DataInputDeserializer(bytes.getCopyOfBuffer()));
    }
}
