package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.limits.ClimatologyLimits;
import org.metrobed.core.limits.ClimatologyLimits.Member;
import org.metrobed.core.limits.ClimatologyLimits.Season;
import org.metrobed.core.limits.Period;
import org.metrobed.stream.support.Counts;

/** How a climatology is written inside settings; a change raises their version. */
final class ClimatologyForm {

    private ClimatologyForm() {}

    static void write(ClimatologyLimits limits, DataOutputView out) throws IOException {
        out.writeUTF(limits.zone());
        Counts.writeShort(limits.members().size(), "members", out);
        for (Member member : limits.members()) {
            Counts.writeByte(member.seasons().size(), "seasons", out);
            for (Season season : member.seasons()) {
                out.writeUTF(season.period().name());
                LimitsForm.writeSpan(season.span(), out);
            }
            if (LimitsForm.isThere(member.depth(), out)) {
                LimitsForm.writeSpan(member.depth(), out);
            }
            LimitsForm.writeSpan(member.suspect(), out);
            LimitsForm.writeSpan(member.fail(), out);
        }
    }

    static ClimatologyLimits read(DataInputView in) throws IOException {
        String zone = in.readUTF();
        List<Member> members = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            members.add(readMember(in));
        }
        return new ClimatologyLimits(zone, members);
    }

    private static Member readMember(DataInputView in) throws IOException {
        List<Season> seasons = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            seasons.add(new Season(Period.valueOf(in.readUTF()), LimitsForm.readSpan(in)));
        }
        return new Member(
                seasons,
                in.readBoolean() ? LimitsForm.readSpan(in) : null,
                LimitsForm.readSpan(in),
                LimitsForm.readSpan(in));
    }
}
