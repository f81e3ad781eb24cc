package org.metrobed.stream.detection;

import org.metrobed.core.alert.Standing;
import org.metrobed.stream.support.PlainForm;

/** How {@link Standing} is written between operators. */
public final class StandingForm extends PlainForm<Standing> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public StandingForm() {
        super(Standing.class, true);
    }
}
