package org.metrobed.stream.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** The names of state layouts in checkpoints, which outlive classes. */
class StateLayoutsTest {

    /** Flink writes the name of this class into every checkpoint. Spelled in parts, so that no tool renames it along. */
    private static final String SNAPSHOT =
            String.join(".", "org", "metrobed", "stream", "support", "StateFormatSnapshot");

    @Test
    void snapshotClassStaysWhereCheckpointsLookForIt() {
        assertThat(StateFormatSnapshot.class.getName())
                .as("checkpoints of release 0.1.0 and later name this class; moving it drops all state")
                .isEqualTo(SNAPSHOT);
    }

    @Test
    void namesInCheckpointsStay() {
        assertThat(layouts().map(StateFormat::name))
                .as("a name that is gone or changed drops that state on an upgrade; a new layout is added here")
                .containsExactlyInAnyOrder(
                        "alert-correlation",
                        "alert-correlation-piece",
                        "alert-event",
                        "alert-input",
                        "anomaly-state",
                        "catalog-notice",
                        "cleaned-reading",
                        "cleaning-state",
                        "command",
                        "dead-letter",
                        "decoder-sessions",
                        "detector-report",
                        "deviation",
                        "ingest-outage",
                        "ingest-silence",
                        "liveness",
                        "liveness-signal",
                        "liveness-state",
                        "log-time",
                        "neighbourhood",
                        "neighbourhood-piece",
                        "observation",
                        "raw-record",
                        "reading",
                        "recent-hours",
                        "redrive",
                        "threshold-episodes",
                        "window-revision",
                        "window-state");
    }

    @Test
    void everyLayoutIsListedWhereARestoreLooksForIt() {
        List<String> classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.metrobed").stream()
                        .filter(type -> type.isAssignableTo(StateFormat.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(type -> type.getName())
                        .toList();

        assertThat(layouts().map(form -> form.getClass().getName()))
                .as("META-INF/services/" + StateFormat.class.getName())
                .containsExactlyInAnyOrderElementsOf(classes);
    }

    @Test
    void namesAreUniqueAndKebabCase() {
        assertThat(layouts().map(StateFormat::name))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void checkpointFromBeforeThereWereNamesIsRefusedWithWhatToDo() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF("org.metrobed.stream.support.ObservationFormat");
        out.writeInt(2);

        assertThatThrownBy(() -> read(1, out))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "this checkpoint was written before release 0.1.0, whose state is not read; start without it: the"
                                + " pipeline computes again from the beginning of the raw log and the rows are the same");
    }

    @Test
    void layoutThatThisVersionDoesNotHaveIsNamed() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF("of-tomorrow");
        out.writeInt(1);

        assertThatThrownBy(() -> read(2, out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("state layout 'of-tomorrow'");
    }

    private void read(int version, DataOutputSerializer bytes) throws IOException {
        new StateFormatSnapshot<>()
                .readSnapshot(
                        version,
                        new DataInputDeserializer(bytes.getCopyOfBuffer()),
                        getClass().getClassLoader());
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Stream<StateFormat<?>> layouts() {
        return (Stream) ServiceLoader.load(StateFormat.class).stream().map(ServiceLoader.Provider::get);
    }
}
