package org.metrobed.stream.golden;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/** Lists the states of the operators in a savepoint. Static functions only. */
final class StateNames {

    private static final String TIMERS = "_timer_state";

    private StateNames() {}

    /** Lines {@code UID: STATE}, sorted; without timers, whose names are Flink's. */
    static List<String> read(Path savepoint) throws IOException {
        NavigableSet<String> names = new TreeSet<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
            for (OperatorState operator : Checkpoints.loadCheckpointMetadata(
                            in, StateNames.class.getClassLoader(), savepoint.toString())
                    .getOperatorStates()) {
                String uid = operator.getOperatorUid().orElse("(no uid)");
                for (OperatorSubtaskState subtask : operator.getStates()) {
                    names(subtask).forEach(name -> names.add(uid + ": " + name));
                }
            }
        }
        return List.copyOf(names);
    }

    private static NavigableSet<String> names(OperatorSubtaskState subtask) throws IOException {
        NavigableSet<String> names = new TreeSet<>();
        for (OperatorStateHandle state : subtask.getManagedOperatorState()) {
            names.addAll(state.getStateNameToPartitionOffsets().keySet());
        }
        for (KeyedStateHandle state : subtask.getManagedKeyedState()) {
            try (FSDataInputStream in = ((KeyGroupsStateHandle) state).openInputStream()) {
                KeyedBackendSerializationProxy<?> header =
                        new KeyedBackendSerializationProxy<>(StateNames.class.getClassLoader());
                header.read(new DataInputViewStreamWrapper(in));
                header.getStateMetaInfoSnapshots().stream()
                        .map(StateMetaInfoSnapshot::getName)
                        .filter(name -> !name.startsWith(TIMERS))
                        .forEach(names::add);
            }
        }
        return names;
    }
}
