package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.limits.ClimatologyLimits;
import org.metrobed.model.limits.ClimatologyLimits.Member;
import org.metrobed.model.limits.ClimatologyLimits.Season;
import org.metrobed.model.limits.Period;

/** How a climatology is written inside settings; a change raises their version. */
final class ClimatologyFormat {

    private ClimatologyFormat() {}

    static void write(ClimatologyLimits limits, DataOutputView out) throws IOException {
        out.writeUTF(limits.zone());
        out.writeShort(limits.members().size());
        for (Member member : limits.members()) {
            out.writeByte(member.seasons().size());
            for (Season season : member.seasons()) {
                out.writeUTF(season.period().name());
                LimitsFormat.writeSpan(season.span(), out);
            }
            if (LimitsFormat.isThere(member.depth(), out)) {
                LimitsFormat.writeSpan(member.depth(), out);
            }
            LimitsFormat.writeSpan(member.suspect(), out);
            LimitsFormat.writeSpan(member.fail(), out);
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
            seasons.add(new Season(Period.valueOf(in.readUTF()), LimitsFormat.readSpan(in)));
        }
        return new Member(
                seasons,
                in.readBoolean() ? LimitsFormat.readSpan(in) : null,
                LimitsFormat.readSpan(in),
                LimitsFormat.readSpan(in));
    }
}
