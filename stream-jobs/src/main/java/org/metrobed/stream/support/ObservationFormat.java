package org.metrobed.stream.support;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;

/** The format of observations between operators and inside states. */
public final class ObservationFormat extends StateFormat<Observation> {

    private static final long serialVersionUID = 1L;

    /** The first version with the value that the payload stated. */
    private static final int WITH_STATED = 2;

    /** The first version with a second word of verdicts; the one that {@link #writeFields} writes. */
    private static final int WITH_WORD1 = 3;

    /** For Flink and the topologies. */
    public ObservationFormat() {
        super("observation", Observation.class, WITH_WORD1, true);
    }

    @Override
    public void write(Observation observation, DataOutputView out) throws IOException {
        writeFields(observation, out);
    }

    @Override
    public Observation read(int version, DataInputView in) throws IOException {
        return readFields(version, in);
    }

    /**
     * Writes an observation inside another format. If the layout changes, raise the version of each format that embeds
     * it.
     */
    public static void writeFields(Observation observation, DataOutputView out) throws IOException {
        Texts.write(observation.datastream(), "datastream", out);
        out.writeLong(observation.phenomenonMicros());
        out.writeInt(observation.revision());
        out.writeDouble(observation.result());
        out.writeByte(observation.flag().code());
        out.writeLong(observation.tests().word0());
        out.writeByte(observation.cause().code());
        out.writeInt(observation.raw().partition());
        out.writeLong(observation.raw().offset());
        out.writeInt(observation.raw().index());
        out.writeLong(observation.receivedMillis());
        out.writeLong(observation.catalogVersion());
        writeStated(observation.stated(), out);
        out.writeLong(observation.tests().word1());
    }

    /** Writes the value as the payload stated it, or that there is none. */
    public static void writeStated(StatedValue stated, DataOutputView out) throws IOException {
        out.writeBoolean(stated != null);
        if (stated != null) {
            out.writeDouble(stated.value());
            Texts.write(stated.unit(), "unit", out);
        }
    }

    /** Reads what {@link #writeStated} wrote. */
    public static StatedValue readStated(DataInputView in) throws IOException {
        return in.readBoolean() ? new StatedValue(in.readDouble(), in.readUTF()) : null;
    }

    /**
     * Reads what {@link #writeFields} wrote.
     *
     * @param version the version of this format that wrote it
     */
    public static Observation readFields(int version, DataInputView in) throws IOException {
        Observation first = ObservationBuilder.builder()
                .datastream(in.readUTF())
                .phenomenonMicros(in.readLong())
                .revision(in.readInt())
                .result(in.readDouble())
                .flag(QualityFlag.of(in.readUnsignedByte()))
                .tests(Verdicts.of(in.readLong()))
                .cause(Observation.Cause.of(in.readUnsignedByte()))
                .raw(new RawPosition(in.readInt(), in.readLong(), in.readInt()))
                .receivedMillis(in.readLong())
                .catalogVersion(in.readLong())
                .stated(version < WITH_STATED ? null : readStated(in))
                .build();
        long word1 = version < WITH_WORD1 ? 0 : in.readLong();
        return word1 == 0 ? first : first.withTests(new Verdicts(first.tests().word0(), word1));
    }
}
