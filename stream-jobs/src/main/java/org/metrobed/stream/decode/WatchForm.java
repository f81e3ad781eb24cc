package org.metrobed.stream.decode;

import java.io.IOException;
import java.time.ZoneId;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.model.Watch;

/** How {@link Watch} is written inside settings and states; a change raises the version of each form that embeds it. */
public final class WatchForm {

    private WatchForm() {}

    /** Writes one. */
    public static void write(Watch watch, DataOutputView out) throws IOException {
        out.writeBoolean(watch.on());
        if (watch.on()) {
            out.writeUTF(watch.severity().word());
            out.writeUTF(watch.name());
            out.writeUTF(watch.unit());
            out.writeUTF(watch.zone().getId());
            write(watch.site(), out);
        }
    }

    /** Reads one. */
    public static Watch read(DataInputView in) throws IOException {
        return in.readBoolean()
                ? new Watch(
                        true,
                        Severity.parse(in.readUTF()),
                        in.readUTF(),
                        in.readUTF(),
                        ZoneId.of(in.readUTF()),
                        readSite(in))
                : Watch.OFF;
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
