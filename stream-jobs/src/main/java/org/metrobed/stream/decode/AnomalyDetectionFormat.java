package org.metrobed.stream.decode;

import java.io.IOException;
import java.time.ZoneId;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

/** How {@link AnomalyDetection} is written inside settings and states; a change raises the version of each form that embeds it. */
public final class AnomalyDetectionFormat {

    private AnomalyDetectionFormat() {}

    /** Writes one. */
    public static void write(AnomalyDetection anomalyDetection, DataOutputView out) throws IOException {
        out.writeBoolean(anomalyDetection.on());
        if (anomalyDetection.on()) {
            out.writeUTF(anomalyDetection.severity().word());
            out.writeUTF(anomalyDetection.name());
            out.writeUTF(anomalyDetection.unit());
            out.writeUTF(anomalyDetection.zone().getId());
            write(anomalyDetection.site(), out);
        }
    }

    /** Reads one. */
    public static AnomalyDetection read(DataInputView in) throws IOException {
        return in.readBoolean()
                ? new AnomalyDetection(
                        true,
                        Severity.parse(in.readUTF()),
                        in.readUTF(),
                        in.readUTF(),
                        ZoneId.of(in.readUTF()),
                        readSite(in))
                : AnomalyDetection.OFF;
    }

    /** Writes a place. */
    public static void write(Site site, DataOutputView out) throws IOException {
        out.writeDouble(site.latitudeDegrees());
        out.writeDouble(site.longitudeDegrees());
    }

    /** Reads a place. */
    public static Site readSite(DataInputView in) throws IOException {
        return new Site(in.readDouble(), in.readDouble());
    }
}
