package org.metrobed.stream.decode;

import org.metrobed.model.Redrive;
import org.metrobed.stream.support.PlainFormat;

/** How outcomes of redrives are written where the chain of operators is broken. */
public final class RedriveFormat extends PlainFormat<Redrive> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RedriveFormat() {
        super("redrive", Redrive.class, true);
    }
}
