package org.metrobed.simulators.fleet;

import java.util.Map;
import java.util.Objects;
import org.metrobed.simulators.payload.PayloadFormat;

/**
 * How a thing reports. Immutable.
 *
 * @param gateway through which gateway
 * @param topic on which MQTT topic
 * @param format how the payload is written
 * @param device what the payload calls the thing
 * @param fields property to what the payload calls it; one that is not in it keeps its name
 */
record Uplink(String gateway, String topic, PayloadFormat format, String device, Map<String, String> fields) {
    Uplink {
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(device, "device");
        fields = Map.copyOf(fields);
    }

    String field(String property) {
        return fields.getOrDefault(property, property);
    }
}
