package org.metrobed.stream.decode;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.Site;

/** How places are written inside states; a change raises the version of each form that embeds it. */
public final class AnomalyDetectionFormat {

    private AnomalyDetectionFormat() {}

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
