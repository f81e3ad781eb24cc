package org.metrobed.stream.support;

import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The format of a value between operators and in checkpoints. Stateless, with a public constructor without arguments,
 * and listed in {@code META-INF/services}, where a restore finds it by its name. If the layout changes, raise the
 * version and keep reading the older ones.
 */
public abstract class StateFormat<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final Class<T> type;
    private final int version;
    private final boolean immutable;

    /**
     * A format.
     *
     * @param name the name in checkpoints, kebab-case; it stays if classes are renamed or moved
     * @param type the class of the values
     * @param version the version that {@link #write} writes, from 1
     * @param immutable whether values never change, so that they may be shared instead of copied
     */
    protected StateFormat(String name, Class<T> type, int version, boolean immutable) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = Objects.requireNonNull(type, "type");
        this.version = version;
        this.immutable = immutable;
    }

    /** The name in checkpoints. */
    public final String name() {
        return name;
    }

    /** The class of the values. */
    public final Class<T> type() {
        return type;
    }

    /** The version that {@link #write} writes. */
    public final int version() {
        return version;
    }

    /** Whether values never change. */
    public final boolean immutable() {
        return immutable;
    }

    /** Writes a value. */
    public abstract void write(T value, DataOutputView out) throws IOException;

    /** Reads a value that {@code version} of this format wrote. */
    public abstract T read(int version, DataInputView in) throws IOException;

    /**
     * For formats whose older versions are from before release 0.1.0 and are not read.
     *
     * @param oldest the version of release 0.1.0
     * @throws IOException if the version is an older one, or not known yet
     */
    protected final void requireSince(int oldest, int readVersion) throws IOException {
        if (readVersion < oldest || readVersion > version) {
            throw new IOException("version " + readVersion + " of a " + type.getSimpleName()
                    + " is from before release 0.1.0 and cannot be read; start without that checkpoint");
        }
    }
}
