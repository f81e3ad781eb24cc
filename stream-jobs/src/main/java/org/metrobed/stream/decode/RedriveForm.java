package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.model.RawPosition;
import org.metrobed.core.model.Redrive;
import org.metrobed.stream.support.Form;

/** How outcomes of redrives are written where the chain of operators is broken. */
public final class RedriveForm extends Form<Redrive> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RedriveForm() {
        super("redrive", Redrive.class, 1, true);
    }

    @Override
    public void write(Redrive redrive, DataOutputView out) throws IOException {
        out.writeInt(redrive.raw().partition());
        out.writeLong(redrive.raw().offset());
        out.writeInt(redrive.raw().index());
        out.writeLong(redrive.attempt());
        out.writeBoolean(redrive.settled());
        out.writeInt(redrive.readings());
        out.writeLong(redrive.logMillis());
        out.writeUTF(redrive.decoder());
        out.writeLong(redrive.catalogVersion());
    }

    @Override
    public Redrive read(int version, DataInputView in) throws IOException {
        return new Redrive(
                new RawPosition(in.readInt(), in.readLong(), in.readInt()),
                in.readLong(),
                in.readBoolean(),
                in.readInt(),
                in.readLong(),
                in.readUTF(),
                in.readLong());
    }
}
