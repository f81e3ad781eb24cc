package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Severity;
import org.metrobed.core.model.ThresholdRule;

/** How settings are written inside readings and states; a change raises the version of each form that embeds it. */
public final class SettingsForm {

    private SettingsForm() {}

    /** Writes settings. */
    public static void write(DatastreamSettings settings, DataOutputView out) throws IOException {
        out.writeUTF(settings.datastream());
        out.writeLong(settings.catalogVersion());
        out.writeLong(settings.intervalMillis());
        out.writeLong(settings.allowanceMillis());
        out.writeLong(settings.graceMillis());
        out.writeDouble(settings.failLow());
        out.writeDouble(settings.failHigh());
        out.writeDouble(settings.suspectLow());
        out.writeDouble(settings.suspectHigh());
        out.writeByte(settings.thresholds().size());
        for (ThresholdRule rule : settings.thresholds()) {
            out.writeUTF(rule.name());
            out.writeBoolean(rule.direction() == ThresholdRule.Direction.ABOVE);
            out.writeDouble(rule.raise());
            out.writeDouble(rule.clear());
            out.writeLong(rule.minDurationMillis());
            out.writeUTF(rule.severity().word());
        }
    }

    /** Reads settings. */
    public static DatastreamSettings read(DataInputView in) throws IOException {
        String datastream = in.readUTF();
        long catalogVersion = in.readLong();
        long interval = in.readLong();
        long allowance = in.readLong();
        long grace = in.readLong();
        double failLow = in.readDouble();
        double failHigh = in.readDouble();
        double suspectLow = in.readDouble();
        double suspectHigh = in.readDouble();
        List<ThresholdRule> rules = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            rules.add(new ThresholdRule(
                    in.readUTF(),
                    in.readBoolean() ? ThresholdRule.Direction.ABOVE : ThresholdRule.Direction.BELOW,
                    in.readDouble(),
                    in.readDouble(),
                    in.readLong(),
                    Severity.parse(in.readUTF())));
        }
        return new DatastreamSettings(
                datastream,
                catalogVersion,
                interval,
                allowance,
                grace,
                failLow,
                failHigh,
                suspectLow,
                suspectHigh,
                rules);
    }
}
