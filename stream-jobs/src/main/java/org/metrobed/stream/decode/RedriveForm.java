package org.metrobed.stream.decode;

import org.metrobed.core.model.Redrive;
import org.metrobed.stream.support.PlainForm;

/** How outcomes of redrives are written where the chain of operators is broken. */
public final class RedriveForm extends PlainForm<Redrive> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public RedriveForm() {
        super(Redrive.class, true);
    }
}
