package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.Site;

/** The format of sites inside states. If it changes, raise the version of each format that embeds it. */
public final class AnomalyDetectionFormat {

    private AnomalyDetectionFormat() {}

    /** Writes a site. */
    public static void write(Site site, DataOutputView out) throws IOException {
        out.writeDouble(site.latitudeDegrees());
        out.writeDouble(site.longitudeDegrees());
    }

    /** Reads a site. */
    public static Site readSite(DataInputView in) throws IOException {
        return new Site(in.readDouble(), in.readDouble());
    }
}
