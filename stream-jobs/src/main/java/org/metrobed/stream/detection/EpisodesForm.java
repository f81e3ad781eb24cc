package org.metrobed.stream.detection;

import org.metrobed.stream.support.PlainForm;

/** How {@link Episodes} are written into checkpoints. */
public final class EpisodesForm extends PlainForm<Episodes> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public EpisodesForm() {
        super(Episodes.class, false);
    }
}
