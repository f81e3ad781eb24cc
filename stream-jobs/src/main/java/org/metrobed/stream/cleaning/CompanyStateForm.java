package org.metrobed.stream.cleaning;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.model.RawPosition;
import org.metrobed.stream.support.Counts;

/** How {@link CompanyState} is written inside cleaning's state; a change raises the version of that form. */
final class CompanyStateForm {

    private static final CleanedForm STEPS = new CleanedForm();

    private CompanyStateForm() {}

    /** Writes it, or that there is none. */
    static void write(CompanyState company, DataOutputView out) throws IOException {
        out.writeBoolean(company != null);
        if (company == null) {
            return;
        }
        out.writeLong(company.dueMillis);
        out.writeLong(company.fromMillis);
        Counts.writeShort(company.heard.values().size(), "datastreams", out);
        for (var other : company.heard.values().entrySet()) {
            out.writeUTF(other.getKey());
            writeValues(other.getValue(), out);
        }
        out.writeByte(STEPS.version());
        out.writeInt(company.line.size());
        for (PendingStep pending : company.line) {
            STEPS.write(pending.step(), out);
            out.writeLong(pending.fromMillis());
            out.writeLong(pending.dueMillis());
            out.writeBoolean(pending.open());
        }
    }

    /** Reads what {@link #write} wrote; null when there was none. */
    static CompanyState read(DataInputView in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        CompanyState company = new CompanyState();
        company.dueMillis = in.readLong();
        company.fromMillis = in.readLong();
        for (int others = in.readUnsignedShort(); others > 0; others--) {
            readValues(in.readUTF(), company.heard, in);
        }
        int version = in.readUnsignedByte();
        for (int steps = in.readInt(); steps > 0; steps--) {
            company.line.add(new PendingStep(STEPS.read(version, in), in.readLong(), in.readLong(), in.readBoolean()));
        }
        return company;
    }

    private static void writeValues(List<HeardValue> values, DataOutputView out) throws IOException {
        out.writeInt(values.size());
        for (HeardValue value : values) {
            out.writeLong(value.phenomenonMicros());
            out.writeDouble(value.value());
            out.writeLong(value.logMillis());
            out.writeInt(value.raw().partition());
            out.writeLong(value.raw().offset());
            out.writeInt(value.raw().index());
        }
    }

    private static void readValues(String other, HeardValues heard, DataInputView in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            heard.add(
                    other,
                    new HeardValue(
                            in.readLong(),
                            in.readDouble(),
                            in.readLong(),
                            new RawPosition(in.readInt(), in.readLong(), in.readInt())));
        }
    }
}
