package org.metrobed.stream.correlate;

import org.metrobed.stream.support.PlainFormat;

/** How {@link AlertInput} is written between operators and while it waits. */
public final class AlertInputFormat extends PlainFormat<AlertInput> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public AlertInputFormat() {
        super("alert-input", AlertInput.class, true);
    }
}
