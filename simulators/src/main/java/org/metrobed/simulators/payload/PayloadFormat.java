package org.metrobed.simulators.payload;

import java.util.List;

/** How a gateway writes what a thing reports. Stateless, thread-safe. */
public interface PayloadFormat {

    /**
     * The payload of one message.
     *
     * @param device the name by which the payload calls the thing, where the format names it
     * @param samples at least one, in the order in which they are sent
     */
    byte[] encode(String device, List<PayloadSample> samples);
}
