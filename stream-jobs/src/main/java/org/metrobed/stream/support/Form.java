package org.metrobed.stream.support;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How a value is written between operators and into checkpoints. Stateless, with a public constructor without arguments.
 * A changed form raises its version and still reads the older ones.
 */
public interface Form<T> extends Serializable {

    /** The class of the values. */
    Class<T> type();

    /** The version that {@link #write} writes. */
    int version();

    /** Whether values never change, so that they may be shared instead of copied. */
    boolean immutable();

    /** Writes a value. */
    void write(T value, DataOutputView out) throws IOException;

    /** Reads a value that {@code version} of this form wrote. */
    T read(int version, DataInputView in) throws IOException;
}
