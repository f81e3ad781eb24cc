package org.metrobed.simulators.fleet;

import java.util.Map;
import java.util.Objects;
import org.metrobed.simulators.payload.PayloadFormat;

/**
 * How a thing reports. Immutable.
 *
 * @param gateway its gateway
 * @param topic its MQTT topic
 * @param format format of the payload
 * @param device the thing's name in the payload
 * @param fields field names in the payload by property; a property that is absent keeps its name
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
