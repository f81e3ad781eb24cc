package org.metrobed.decoders.lorawan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Uplinks of The Things Stack v3, topic {@code v3/APPLICATION@TENANT/devices/DEVICE/up}. The device is
 * {@code end_device_ids.device_id}, the properties are the fields of {@code uplink_message.decoded_payload}. Time: the
 * time field if there is one, otherwise {@code uplink_message.received_at} (the network server's), otherwise the
 * message's {@code received_at}, otherwise none. Other messages of the stack, and uplinks without a payload, contain no
 * readings. The stack omits values that are zero, false or empty, such as {@code f_port} and {@code f_cnt}. The decoded
 * payload keeps its zeros unless its formatter omits them too; the option {@code zero-fields} then names them.
 * Stateless.
 */
public final class TtsV3Decoder implements PayloadDecoder {

    private static final List<String> OTHER_MESSAGES = List.of(
            "join_accept",
            "downlink_ack",
            "downlink_nack",
            "downlink_sent",
            "downlink_failed",
            "downlink_queued",
            "downlink_queue_invalidated",
            "location_solved",
            "service_data",
            "uplink_normalized");

    private final FieldRules rules;
    private final boolean simulatedAccepted;

    /** A decoder without options. */
    public TtsV3Decoder() {
        this(FieldRules.NONE, false);
    }

    private TtsV3Decoder(FieldRules rules, boolean simulatedAccepted) {
        this.rules = rules;
        this.simulatedAccepted = simulatedAccepted;
    }

    @Override
    public String name() {
        return "tts-v3";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public String summary() {
        return "Uplinks of The Things Stack v3: device is device_id, properties are the fields of decoded_payload,"
                + " nested"
                + " ones joined by dots. Time: the time field, else uplink_message.received_at, else received_at,"
                + " else the"
                + " received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return List.of(
                FieldRules.TIME_FIELD,
                FieldRules.ZERO_FIELDS,
                FieldRules.BACKLOG,
                FieldRules.BACKLOG_TIME,
                new DecoderOption(
                        "simulated", "accept or reject (the default) uplinks that the console simulated.", false),
                TimeFormat.CLOCK_OPTIONS.get(0),
                TimeFormat.CLOCK_OPTIONS.get(1));
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        String simulated = options.text("simulated", "reject");
        if (!List.of("accept", "reject").contains(simulated)) {
            throw new DecoderOptionException("simulated must be accept or reject");
        }
        return new TtsV3Decoder(FieldRules.of(options), simulated.equals("accept"));
    }

    @Override
    public Decoded decode(Message message) {
        return rules.times().settle(Json.decodeTree(message.payload(), this::read), message);
    }

    private Decoded read(JsonNode root) {
        JsonNode uplink = root.path("uplink_message");
        JsonNode device = root.path("end_device_ids").path("device_id");
        if (!uplink.isObject()) {
            return OTHER_MESSAGES.stream().anyMatch(root::has) ? Decoded.NOTHING : unknown(root);
        }
        if (!device.isTextual() || device.textValue().isEmpty()) {
            return Json.malformed("end_device_ids.device_id is missing");
        }
        if (root.path("simulated").asBoolean() && !simulatedAccepted) {
            return Decoded.rejected(
                    Reason.UNSUPPORTED, "the uplink is simulated; with the option simulated: accept it is taken");
        }
        JsonNode fields = uplink.path("decoded_payload");
        if (fields.isMissingNode() || fields.isNull()) {
            return withoutFields(uplink);
        }
        return rules.read("decoded_payload", fields, device.textValue(), micros(root));
    }

    /** The first time of the stack in a message, microseconds since 1970 UTC, or NO_TIME. */
    static long micros(JsonNode root) {
        return LorawanTime.first(
                LorawanTime.micros(root.path("uplink_message").path("received_at")),
                LorawanTime.micros(root.path("received_at")));
    }

    private static Decoded withoutFields(JsonNode uplink) {
        String payload = uplink.path("frm_payload").asText("");
        return payload.isEmpty()
                ? Decoded.NOTHING
                : Decoded.rejected(
                        Reason.UNSUPPORTED,
                        "uplink_message has no decoded_payload: configure a payload formatter for the device, or bind byte-layout with envelope: tts-v3; f_port"
                                + " is "
                                + Quote.name(uplink.path("f_port").asText("0")) + ", frm_payload is "
                                + Quote.name(payload));
    }

    private static Decoded unknown(JsonNode root) {
        return root.has("dev_id") && root.has("hardware_serial")
                ? Decoded.rejected(Reason.UNSUPPORTED, "the message is of The Things Network v2, must be of v3")
                : Json.malformed("there is no uplink_message, nor any other message of The Things Stack");
    }
}
