package org.metrobed.stream.decode;

import org.metrobed.stream.support.PlainForm;

/** How sightings cross the network; once in half a minute for each thing. */
public final class SightingForm extends PlainForm<Sighting> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public SightingForm() {
        super(Sighting.class, true);
    }
}
