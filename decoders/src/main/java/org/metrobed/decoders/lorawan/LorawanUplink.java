package org.metrobed.decoders.lorawan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The bytes of an uplink in the JSON of a network server, with what stands beside them. Immutable.
 *
 * @param device the device's id
 * @param port the port; 0 if the server leaves it out, as it does with zeros
 * @param data the bytes in base64; empty if the uplink has none, or the message is another one of the server
 * @param micros time, microseconds since 1970 UTC, or NO_TIME
 */
public record LorawanUplink(String device, int port, String data, long micros) {

    /** The servers. */
    public enum Server {
        TTS("The Things Stack v3"),
        CHIRPSTACK("ChirpStack");

        private final String title;

        Server(String title) {
            this.title = title;
        }

        /** Its name for people. */
        public String title() {
            return title;
        }
    }

    /** The uplink in a message of a server; empty if it is no message of that server that has a device. */
    public static Optional<LorawanUplink> find(Server server, JsonNode root) {
        return server == Server.TTS ? ofTts(root) : ofChirpstack(root);
    }

    private static Optional<LorawanUplink> ofTts(JsonNode root) {
        JsonNode device = root.path("end_device_ids").path("device_id");
        if (!device.isTextual() || device.textValue().isEmpty()) {
            return Optional.empty();
        }
        JsonNode uplink = root.path("uplink_message");
        return Optional.of(new LorawanUplink(
                device.textValue(),
                uplink.path("f_port").asInt(0),
                uplink.path("frm_payload").asText(""),
                TtsV3Decoder.micros(root)));
    }

    private static Optional<LorawanUplink> ofChirpstack(JsonNode root) {
        String device = ChirpstackDevice.find(root, false);
        if (device == null) {
            return Optional.empty();
        }
        JsonNode data = root.path("data");
        return Optional.of(new LorawanUplink(
                device,
                root.path("fPort").asInt(0),
                data.isTextual() ? data.textValue() : "",
                ChirpstackV4Decoder.micros(root)));
    }
}
