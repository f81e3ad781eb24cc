package org.metrobed.stream.support;

import java.io.IOException;
import java.util.ServiceLoader;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The part of a checkpoint that describes a {@link StateFormatSerializer}: the name of the format and its version.
 * Checkpoints contain the name of this class, so it is never renamed or moved.
 */
public final class StateFormatSnapshot<T> implements TypeSerializerSnapshot<T> {

    /** The first version with names of formats; the one before had names of classes. */
    private static final int WITH_NAMES = 2;

    private StateFormat<T> form;
    private int version;

    /** For Flink, which fills it with {@link #readSnapshot}. */
    public StateFormatSnapshot() {}

    StateFormatSnapshot(StateFormat<T> form, int version) {
        this.form = form;
        this.version = version;
    }

    @Override
    public int getCurrentVersion() {
        return WITH_NAMES;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(form.name());
        out.writeInt(version);
    }

    /**
     * Reads what {@link #writeSnapshot} wrote.
     *
     * @throws IOException if the version is not read any more, or not yet
     */
    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader loader) throws IOException {
        if (readVersion < WITH_NAMES) {
            throw new IOException(
                    "this checkpoint was written before release 0.1.0, whose state is not read; start without"
                            + " it: the pipeline computes again from the beginning of the raw log and the rows are"
                            + " the same");
        }
        String name = in.readUTF();
        version = in.readInt();
        form = (StateFormat<T>) ServiceLoader.load(StateFormat.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("this checkpoint holds the state layout '" + name
                        + "', which this version of the program does not have; start without it"));
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new StateFormatSerializer<>(form, version);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (!(old instanceof StateFormatSnapshot<T> that)
                || !that.form.name().equals(form.name())
                || that.version > form.version()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return that.version == form.version()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
