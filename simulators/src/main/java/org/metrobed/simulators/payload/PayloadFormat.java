package org.metrobed.simulators.payload;

import java.util.List;

/** The payload format of a gateway. Stateless, thread-safe. */
public interface PayloadFormat {

    /**
     * The payload of one message.
     *
     * @param device the thing's name in the payload, if the format names it
     * @param samples at least one, in the order in which they are sent
     */
    byte[] encode(String device, List<PayloadSample> samples);
}
