package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.limits.Company;
import org.metrobed.core.limits.CrossCheckLimits;
import org.metrobed.core.limits.NeighbourLimits;
import org.metrobed.stream.support.Counts;

/** How it is written inside settings what a datastream is held against; a change raises their version. */
final class CompanyForm {

    private CompanyForm() {}

    static void write(Company company, DataOutputView out) throws IOException {
        Counts.writeByte(company.crossChecks().size(), "cross-checks", out);
        for (CrossCheckLimits check : company.crossChecks()) {
            out.writeUTF(check.other());
            out.writeUTF(check.kind().name());
            out.writeDouble(check.tolerance());
            out.writeDouble(check.relative());
            out.writeLong(check.withinMicros());
        }
        if (LimitsForm.isThere(company.neighbours(), out)) {
            NeighbourLimits limits = company.neighbours();
            SettingsForm.writeNames(limits.neighbours(), out);
            out.writeDouble(limits.suspect());
            out.writeDouble(limits.fail());
            out.writeDouble(limits.leastSpread());
            out.writeInt(limits.minNeighbours());
            out.writeLong(limits.withinMicros());
        }
        out.writeLong(company.waitMillis());
    }

    static Company read(DataInputView in) throws IOException {
        List<CrossCheckLimits> checks = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            checks.add(new CrossCheckLimits(
                    in.readUTF(),
                    CrossCheckLimits.Kind.valueOf(in.readUTF()),
                    in.readDouble(),
                    in.readDouble(),
                    in.readLong()));
        }
        NeighbourLimits neighbours = in.readBoolean()
                ? new NeighbourLimits(
                        SettingsForm.readNames(in),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readInt(),
                        in.readLong())
                : null;
        return new Company(checks, neighbours, in.readLong());
    }
}
