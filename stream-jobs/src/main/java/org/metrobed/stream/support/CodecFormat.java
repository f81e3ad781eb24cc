package org.metrobed.stream.support;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.topics.Codec;

/** The format of a record that is also on a topic: the topic's codec writes it and reads older versions itself. */
public abstract class CodecFormat<T> extends StateFormat<T> {

    private static final long serialVersionUID = 1L;

    /** A format of the codec's records, which are immutable. */
    protected CodecFormat(String name, Class<T> type) {
        this(name, type, 1);
    }

    /** The same at a version: raised if what older versions wrote is written otherwise now. */
    protected CodecFormat(String name, Class<T> type, int version) {
        super(name, type, version, true);
    }

    /** The topic's codec. */
    protected abstract Codec<T> codec();

    @Override
    public final void write(T value, DataOutputView out) throws IOException {
        byte[] bytes = codec().encode(value);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public final T read(int version, DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return codec().decode(bytes);
    }
}
