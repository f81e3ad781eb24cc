package org.metrobed.stream.correlate;

import org.metrobed.stream.support.PlainFormat;

/** The format of {@link AlertInput} between operators and while it waits. */
public final class AlertInputFormat extends PlainFormat<AlertInput> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public AlertInputFormat() {
        super("alert-input", AlertInput.class, true);
    }
}
