package org.metrobed.stream.support;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type information for values with a {@link StateFormat}. Immutable. */
public final class StateFormatType<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final StateFormat<T> form;

    public StateFormatType(StateFormat<T> form) {
        this.form = form;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return form.type();
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new StateFormatSerializer<>(form, form.version());
    }

    @Override
    public String toString() {
        return "Format(" + form.type().getSimpleName() + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateFormatType<?> that && that.form.name().equals(form.name());
    }

    @Override
    public int hashCode() {
        return form.name().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof StateFormatType;
    }
}
