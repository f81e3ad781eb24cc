package org.metrobed.stream.product;

import org.metrobed.stream.support.PlainForm;

/** How {@link RecentHours} is written into checkpoints. */
public final class RecentHoursForm extends PlainForm<RecentHours> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RecentHoursForm() {
        super(RecentHours.class, false);
    }
}
