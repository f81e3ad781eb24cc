package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.RawPosition;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.params.TaggedBytes;
import org.metrobed.model.params.VarInts;
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
        state.peers.receive(OTHER, value(), 0);
        CleaningState read = restored(state);
        assertThat(read.peers.line).isEqualTo(state.peers.line).hasSize(1);
        assertThat(read.peers.received.values()).isEqualTo(state.peers.received.values());
        assertThat(read.peers.dueMillis).isEqualTo(62_000);
        assertThat(read.peers.fromMillis).isEqualTo(60_000);
    }

    @Test
    void whoHasOnlyHeardOthersHasNoSettingsYet() throws IOException {
        CleaningState state = new CleaningState();
        state.peers = new PeerState();
        state.peers.receive(OTHER, value(), 0);
        CleaningState read = restored(state);
        assertThat(read.settings()).isNull();
        assertThat(read.peers.received.values()).isEqualTo(state.peers.received.values());
        assertThat(read.nextDeadlineMillis()).isZero();
    }

    @Test
    void settingsWithAParameterThatIsNotKnownYetAreReadInsideTheState() throws IOException {
        CleaningState state = new CleaningState();
        state.use(HELD, 0);
        state.emittedMicros = 6;
        DataOutputSerializer bytes = new DataOutputSerializer(256);
        form.write(state, bytes);
        byte[] settings = settingsOf(HELD);
        byte[] written = bytes.getCopyOfBuffer();
        DataOutputSerializer later = new DataOutputSerializer(256);
        later.writeBoolean(true);
        VarInts.write(later, settings.length + 4);
        later.write(settings);
        later.write(new byte[] {(byte) (2 * 50), 2 * 2, 7, 7}); // tag 50 has a value of two bytes
        int rest = 1 + lengthOf(settings.length) + settings.length;
        later.write(written, rest, written.length - rest);

        DataInputDeserializer in = new DataInputDeserializer(later.getCopyOfBuffer());
        CleaningState read = form.read(form.version(), in);

        assertThat(in.available()).isZero();
        assertThat(read.settings()).isEqualTo(HELD);
        assertThat(read.emittedMicros).isEqualTo(6);
    }

    @Test
    void layoutOfBeforeTheFirstReleaseIsRefusedInWords() {
        assertThatThrownBy(() -> form.read(5, new DataInputDeserializer(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "version 5 of a CleaningState is from before release 0.1.0 and cannot be read; start without that"
                                + " checkpoint");
    }

    /** The bytes of settings without their length. */
    private static byte[] settingsOf(DatastreamSettings settings) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        SettingsFormat.write(settings, out);
        return TaggedBytes.readBytes(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    private static int lengthOf(int number) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(8);
        VarInts.write(out, number);
        return out.length();
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
