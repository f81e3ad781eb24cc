package org.metrobed.launcher.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.metrobed.api.health.HealthView.PartView;

/** The disk of the data folder as a part of the health: behind while little is free, down when nothing is. */
record DiskPart(Path data) implements Supplier<PartView> {

    private static final String NAME = "disk";
    /** As {@code doctor} advises. */
    private static final long LITTLE_MEBIBYTES = 5 << 10;

    private static final long NOTHING_MEBIBYTES = 64;

    @Override
    public PartView get() {
        try {
            return of(DataFolder.freeBytes(data) >> 20);
        } catch (IOException e) {
            return PartView.down(NAME, "the data folder cannot be read: " + e.getMessage(), null);
        }
    }

    /** The part if so much is free. */
    static PartView of(long freeMebibytes) {
        String free = freeMebibytes + " MiB are free for the data folder";
        if (freeMebibytes < NOTHING_MEBIBYTES) {
            return PartView.down(NAME, free, null);
        }
        return freeMebibytes < LITTLE_MEBIBYTES
                ? PartView.behind(NAME, "only " + free, null)
                : PartView.up(NAME, free, null);
    }
}
