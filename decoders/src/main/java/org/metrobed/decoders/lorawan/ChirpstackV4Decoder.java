package org.metrobed.decoders.lorawan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
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
 * Uplink events of ChirpStack v4, topic {@code application/ID/device/DEV_EUI/event/up}, and of v3, in JSON. The device
 * is the DevEUI in lower-case hex, or the device's name. The properties are the fields of {@code object} (v3 also
 * {@code objectJSON}). Time: the time field if there is one, otherwise {@code time}, otherwise the first time in
 * {@code rxInfo} from a gateway or the network server, otherwise {@code publishedAt} of v3, otherwise none. Null, year
 * 1 and times before 2000 are ignored. Other events, and uplinks without data, contain no readings. Stateless.
 */
public final class ChirpstackV4Decoder implements PayloadDecoder {

    private static final Pattern OTHER_EVENT =
            Pattern.compile("(^|.*/)device/[^/]+/(event/)?(join|ack|txack|status|log|error|location|integration)$");
    private static final List<String> UPLINK_FIELDS = List.of("fPort", "data", "object", "objectJSON");
    private static final List<String> OTHER_FIELDS = List.of(
            "devAddr",
            "acknowledged",
            "queueItemId",
            "downlinkId",
            "margin",
            "batteryLevel",
            "level",
            "location",
            "error");

    private final FieldRules rules;
    private final boolean named;

    /** A decoder without options. */
    public ChirpstackV4Decoder() {
        this(FieldRules.NONE, false);
    }

    private ChirpstackV4Decoder(FieldRules rules, boolean named) {
        this.rules = rules;
        this.named = named;
    }

    @Override
    public String name() {
        return "chirpstack-v4";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public String summary() {
        return "Uplink events of ChirpStack v4, and of v3, in JSON: device is the DevEUI, properties are the fields of"
                + " object, nested ones joined by dots. Time: the time field, else time, else the first of rxInfo, else"
                + " publishedAt, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return List.of(
                FieldRules.TIME_FIELD,
                FieldRules.BACKLOG,
                FieldRules.BACKLOG_TIME,
                new DecoderOption("device", "The id of the device: dev-eui (the default) or device-name.", false),
                TimeFormat.CLOCK_OPTIONS.get(0),
                TimeFormat.CLOCK_OPTIONS.get(1));
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        String device = options.text("device", "dev-eui");
        if (!List.of("dev-eui", "device-name").contains(device)) {
            throw new DecoderOptionException("device must be dev-eui or device-name");
        }
        return new ChirpstackV4Decoder(FieldRules.of(options), device.equals("device-name"));
    }

    @Override
    public Decoded decode(Message message) {
        boolean other = OTHER_EVENT.matcher(message.topic()).matches();
        return rules.times().settle(Json.decodeTree(message.payload(), root -> read(root, other)), message);
    }

    private Decoded read(JsonNode root, boolean otherEvent) {
        if (!root.path("deviceInfo").isObject() && !root.has("devEUI")) {
            return Json.malformed("there is neither deviceInfo nor devEUI: this is no event of ChirpStack");
        }
        boolean uplink = UPLINK_FIELDS.stream().anyMatch(root::has);
        if (otherEvent || (!uplink && OTHER_FIELDS.stream().anyMatch(root::has))) {
            return Decoded.NOTHING;
        }
        String device = ChirpstackDevice.find(root, named);
        if (device == null) {
            return Json.malformed(named ? "the device's name is missing" : "the DevEUI is not 16 hex digits");
        }
        if (!uplink) {
            return Json.malformed("the event is neither an uplink nor any other that is known");
        }
        JsonNode fields = ChirpstackDevice.fields(root);
        if (fields == null) {
            return Json.malformed("objectJSON is not JSON");
        }
        return fields.isMissingNode() || fields.isNull()
                ? withoutFields(root)
                : rules.read("object", fields, device, micros(root));
    }

    /** The first plausible time of an event, microseconds since 1970 UTC, or NO_TIME. */
    static long micros(JsonNode root) {
        long micros = LorawanTime.micros(root.path("time"));
        for (String name : List.of("gwTime", "time", "nsTime")) {
            for (JsonNode reception : root.path("rxInfo")) {
                micros = LorawanTime.first(micros, LorawanTime.micros(reception.path(name)));
            }
        }
        return LorawanTime.first(micros, LorawanTime.micros(root.path("publishedAt")));
    }

    private static Decoded withoutFields(JsonNode root) {
        String data = root.path("data").asText();
        return data.isEmpty() || root.path("data").isNull()
                ? Decoded.NOTHING
                : Decoded.rejected(
                        Reason.UNSUPPORTED,
                        "the event has no object: configure a codec in the device profile, or bind byte-layout with envelope: chirpstack-v4; fPort is "
                                + Quote.name(root.path("fPort").asText("0")) + ", data is " + Quote.name(data));
    }
}
