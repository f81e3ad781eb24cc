package org.metrobed.stream.support;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** A serializer over a {@link StateFormat}, for one version to read. Thread-safe: it keeps no state. */
public final class StateFormatSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final StateFormat<T> form;
    private final int readVersion;

    StateFormatSerializer(StateFormat<T> form, int readVersion) {
        this.form = form;
        this.readVersion = readVersion;
    }

    StateFormat<T> form() {
        return form;
    }

    @Override
    public boolean isImmutableType() {
        return form.immutable();
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        if (form.immutable()) {
            return from;
        }
        try {
            DataOutputSerializer out = new DataOutputSerializer(256);
            form.write(from, out);
            return form.read(form.version(), new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot copy a " + form.type().getSimpleName(), e);
        }
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        form.write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return form.read(readVersion, source);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateFormatSerializer<?> that
                && that.form.name().equals(form.name());
    }

    @Override
    public int hashCode() {
        return form.name().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new StateFormatSnapshot<>(form, form.version());
    }
}
