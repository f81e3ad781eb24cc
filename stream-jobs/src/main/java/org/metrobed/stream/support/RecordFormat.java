package org.metrobed.stream.support;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The format of values that are written seldom: a length, then one CBOR map of the fields of a record, by name. A field
 * may be added without a new version: an unknown field is ignored, and an absent field is 0, false or null, which the
 * record's constructor replaces by its default. Never rename a field: the old field is lost and a new one added.
 *
 * @param <T> the values
 * @param <R> the record that is written: records, enums, texts, numbers, and lists and maps of these
 */
public abstract class RecordFormat<T, R> extends StateFormat<T> {

    /** The first version by field names; smaller versions were written by position. */
    public static final int BY_NAME = 10;

    private static final long serialVersionUID = 1L;

    private static final ObjectMapper MAPPER = CBORMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<R> record;

    /**
     * A format.
     *
     * @param name the name in checkpoints, kebab-case; it stays if classes are renamed or moved
     * @param type the class of the values
     * @param record the class of the written record
     * @param immutable whether values never change, so that they may be shared instead of copied
     */
    protected RecordFormat(String name, Class<T> type, Class<R> record, boolean immutable) {
        super(name, type, BY_NAME, immutable);
        this.record = record;
    }

    /**
     * The mapper of the records. A format whose record got a field later overrides this with {@link #leavingOut}, so that
     * values without it have the bytes that they had.
     */
    protected ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * A mapper for a record that got fields later.
     *
     * @param record the record
     * @param added a class with these fields, each annotated to be left out if it has its default
     */
    protected static ObjectMapper leavingOut(Class<?> record, Class<?> added) {
        return MAPPER.copy().addMixIn(record, added);
    }

    /** The record to write for a value. */
    protected abstract R saved(T value);

    /** The value of a record that was read. */
    protected abstract T restored(R saved);

    @Override
    public final void write(T value, DataOutputView out) throws IOException {
        byte[] bytes = mapper().writeValueAsBytes(saved(value));
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public final T read(int version, DataInputView in) throws IOException {
        if (version != BY_NAME) {
            throw new IOException(
                    "a " + type().getSimpleName() + " of version " + version + " was written before release"
                            + " 0.1.0 and is not read: start without that checkpoint, from the beginning of the log");
        }
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return restored(mapper().readValue(bytes, record));
    }
}
