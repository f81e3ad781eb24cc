package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.TaggedBytes;

/**
 * The format of records of parameters inside readings and states: {@link TaggedBytes}, which have their own length and
 * need no version. If a parameter is added, the version of the embedding format stays. Static functions only.
 */
public final class SettingsFormat {

    private static final TaggedBytes BYTES = new TaggedBytes(QualityTests::params);
    private static final SettingsCache SETTINGS = new SettingsCache(BYTES);

    private SettingsFormat() {}

    /** Writes settings. */
    public static void write(DatastreamSettings settings, DataOutputView out) throws IOException {
        TaggedBytes.writeBytes(SETTINGS.body(settings), out);
    }

    /** Reads what {@link #write(DatastreamSettings, DataOutputView)} wrote. */
    public static DatastreamSettings read(DataInputView in) throws IOException {
        return SETTINGS.settings(TaggedBytes.readBytes(in));
    }

    /** Writes any record of parameters. */
    public static void writeRecord(Record record, DataOutputView out) throws IOException {
        BYTES.write(record, out);
    }

    /** Reads what {@link #writeRecord} wrote. */
    public static <R extends Record> R readRecord(Class<R> type, DataInputView in) throws IOException {
        return BYTES.read(ParamSpec.of(type), in);
    }
}
