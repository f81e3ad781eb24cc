package org.metrobed.stream.product;

import org.metrobed.stream.support.PlainFormat;

/** The format of {@link RecentHours} in checkpoints. */
public final class RecentHoursFormat extends PlainFormat<RecentHours> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RecentHoursFormat() {
        super("recent-hours", RecentHours.class, false);
    }
}
