package org.metrobed.lab.state;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnappyStreamCompressionDecorator;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.metrobed.simulators.csv.CountedInput;

/** The bytes of each keyed state in a native savepoint of the heap, before compression. Static functions only. */
final class StateSizes {

    private StateSizes() {}

    /** Bytes, with keys, by {@code UID:STATE}. */
    static SortedMap<String, Long> read(Path savepoint) throws IOException {
        SortedMap<String, Long> sizes = new TreeMap<>();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(savepoint.resolve("_metadata"))))) {
            for (OperatorState operator : Checkpoints.loadCheckpointMetadata(
                            in, StateSizes.class.getClassLoader(), savepoint.toString())
                    .getOperatorStates()) {
                String uid = operator.getOperatorUid().orElse("none");
                for (OperatorSubtaskState subtask : operator.getStates()) {
                    for (KeyedStateHandle state : subtask.getManagedKeyedState()) {
                        read(uid, (KeyGroupsStateHandle) state, sizes);
                    }
                }
            }
        }
        return sizes;
    }

    private static void read(String uid, KeyGroupsStateHandle state, SortedMap<String, Long> sizes) throws IOException {
        try (FSDataInputStream file = state.openInputStream()) {
            KeyedBackendSerializationProxy<?> header =
                    new KeyedBackendSerializationProxy<>(StateSizes.class.getClassLoader());
            header.read(new DataInputViewStreamWrapper(file));
            TypeSerializer<?> keys = header.getKeySerializerSnapshot().restoreSerializer();
            List<StateMetaInfoSnapshot> states = header.getStateMetaInfoSnapshots();
            for (int group : state.getKeyGroupRange()) {
                file.seek(state.getOffsetForKeyGroup(group));
                new DataInputViewStreamWrapper(file).readInt(); // the number of the group
                CountedInput bytes = new CountedInput(new BufferedInputStream(
                        header.isUsingKeyGroupCompression()
                                ? SnappyStreamCompressionDecorator.INSTANCE.decorateWithCompression(file)
                                : file));
                DataInputView in = new DataInputViewStreamWrapper(bytes);
                for (int i = 0; i < states.size(); i++) {
                    StateMetaInfoSnapshot one = states.get(in.readShort());
                    long before = bytes.count();
                    skip(one, keys, in);
                    sizes.merge(uid + ":" + one.getName(), bytes.count() - before, Long::sum);
                }
            }
        }
    }

    private static void skip(StateMetaInfoSnapshot state, TypeSerializer<?> keys, DataInputView in) throws IOException {
        boolean timers = state.getBackendStateType() == BackendStateType.PRIORITY_QUEUE;
        TypeSerializer<?> values = serializer(state, CommonSerializerKeys.VALUE_SERIALIZER);
        TypeSerializer<?> namespaces = timers ? null : serializer(state, CommonSerializerKeys.NAMESPACE_SERIALIZER);
        for (int left = in.readInt(); left > 0; left--) {
            if (!timers) {
                namespaces.deserialize(in);
                keys.deserialize(in);
            }
            values.deserialize(in);
        }
    }

    private static TypeSerializer<?> serializer(StateMetaInfoSnapshot state, CommonSerializerKeys key) {
        return state.getTypeSerializerSnapshot(key).restoreSerializer();
    }
}
