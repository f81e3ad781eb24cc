package org.metrobed.stream.correlate;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The field of {@link org.metrobed.analysis.correlate.GatewayState} that checkpoints of release 0.1.0 do not have: it is left out
 * while it is 0.
 */
abstract class LaterFields {

    /** Jackson reads the annotation, nobody the field. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    long backMillis;
}
