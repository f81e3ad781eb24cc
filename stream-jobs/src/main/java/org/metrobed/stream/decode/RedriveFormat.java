package org.metrobed.stream.decode;

import org.metrobed.model.Redrive;
import org.metrobed.stream.support.PlainFormat;

/** The format of redrive outcomes between operators that are not chained. */
public final class RedriveFormat extends PlainFormat<Redrive> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RedriveFormat() {
        super("redrive", Redrive.class, true);
    }
}
