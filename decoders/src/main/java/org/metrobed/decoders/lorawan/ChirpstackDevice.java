package org.metrobed.decoders.lorawan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.metrobed.decoders.text.Json;

/** The differences between ChirpStack v3 and v4. Static functions only. */
final class ChirpstackDevice {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{16}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{11}=");

    private ChirpstackDevice() {}

    /** The device's DevEUI in lower-case hex, or its name; null if there is none. */
    static String find(JsonNode root, boolean named) {
        boolean v4 = root.path("deviceInfo").isObject();
        JsonNode device = v4 ? root.get("deviceInfo") : root;
        if (named) {
            String name = device.path("deviceName").asText();
            return name.isEmpty() || device.path("deviceName").isNull() ? null : name;
        }
        return eui(device.path(v4 ? "devEui" : "devEUI"));
    }

    /** The decoded fields; a missing node or a null node if there are none, Java null if they are not JSON. */
    static JsonNode fields(JsonNode root) {
        JsonNode text = root.path("objectJSON");
        if (root.hasNonNull("object") || !text.isTextual()) {
            return root.path("object");
        }
        try {
            return text.textValue().isBlank() ? MissingNode.getInstance() : Json.tree(text.textValue());
        } catch (IOException e) {
            return null;
        }
    }

    /** v4 and the JSON of v3 write hex; the Protocol Buffers of v3 use base64. */
    private static String eui(JsonNode eui) {
        String text = eui.asText();
        if (HEX.matcher(text).matches()) {
            return text.toLowerCase(Locale.ROOT);
        }
        return BASE64.matcher(text).matches()
                ? HexFormat.of().formatHex(Base64.getDecoder().decode(text))
                : null;
    }
}
