package org.metrobed.stream.support;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a checkpoint says of a {@link StateFormatSerializer}: the class of the form and the version that it wrote. */
public final class StateFormatSnapshot<T> implements TypeSerializerSnapshot<T> {

    private StateFormat<T> form;
    private int version;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public StateFormatSnapshot() {}

    StateFormatSnapshot(StateFormat<T> form, int version) {
        this.form = form;
        this.version = version;
    }

    @Override
    public int getCurrentVersion() {
        return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(form.getClass().getName());
        out.writeInt(version);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader loader) throws IOException {
        String name = in.readUTF();
        version = in.readInt();
        try {
            form = (StateFormat<T>) Class.forName(name, true, loader)
                    .asSubclass(StateFormat.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException("the form " + name + " that wrote this checkpoint is gone", e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new StateFormatSerializer<>(form, version);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (!(old instanceof StateFormatSnapshot<T> that)
                || !that.form.getClass().equals(form.getClass())
                || that.version > form.version()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return that.version == form.version()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
