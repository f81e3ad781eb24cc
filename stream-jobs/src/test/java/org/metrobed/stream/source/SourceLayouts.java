package org.metrobed.stream.source;

import java.util.List;
import org.metrobed.stream.support.GoldenLayout;
import org.metrobed.topics.RawKind;

/** Raw records whose bytes are pinned. */
public final class SourceLayouts {

    private static final byte[] PAYLOAD = {1, 0, -1};
    private static final byte[] KEY = {65};
    private static final byte[] NOTHING = {};

    private SourceLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        RawRecord.Again again = new RawRecord.Again(6, 7, List.of(-1, 8));
        RawRecord.Again corrected = new RawRecord.Again(6, 7, List.of(-1), -10_800_000);
        return List.of(GoldenLayout.of(new RawRecordFormat())
                .with("heartbeat", new RawRecord(RawKind.HEARTBEAT, 0, 0, 1_746_144_000_000L, "", PAYLOAD, 3))
                .with(
                        "message",
                        new RawRecord(RawKind.MESSAGE, 3, 5_000_000_000L, 1, "a/ö", PAYLOAD, 3, KEY, "text/csv", null))
                .with("redrive", new RawRecord(RawKind.REDRIVE, 3, 4, 5, "a", NOTHING, 0, NOTHING, null, again))
                .with("clock", new RawRecord(RawKind.REDRIVE, 3, 4, 5, "a", NOTHING, 0, NOTHING, null, corrected))
                .with(
                        "micros",
                        new RawRecord(RawKind.MESSAGE, 3, 4, 5, "a", PAYLOAD, 3, KEY, null, null).withMicros(999))
                .with(
                        "added-partition",
                        new RawRecord(RawKind.MESSAGE, 3, 4, 5, "a", PAYLOAD, 3, KEY, null, null)
                                .orderedFrom(1_746_144_000_000L)));
    }
}
