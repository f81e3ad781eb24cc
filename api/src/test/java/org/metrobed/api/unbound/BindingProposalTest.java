package org.metrobed.api.unbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.api.catalog.WireDecoders;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.Location;
import org.metrobed.topics.UnboundTopic;
import org.metrobed.topics.UnboundTopicBuilder;

/** Each payload is of the shape that a family of devices sends; what is proposed compiles and takes the readings. */
class BindingProposalTest {

    private static final long NOON = 1_777_636_800_000L;
    private static final Location PLACE = new Location(48.2, 16.3, "", "");
    private static final String TESTBED = "testbed: { id: town, name: Town, zone: UTC }\n";

    private final List<String> datastreams = new ArrayList<>();

    @Test
    void flatJsonWithATimeInSeconds() {
        ProposedBinding proposed = accepted(
                "roof/weather-7/up",
                "roof/weather-7/up",
                "{\"ts\":1777636790,\"temp\":18.4,\"hum\":61,\"pm2_5\":7.1,\"rssi\":-70}");

        assertThat(proposed.decoder()).isEqualTo("json-pointer");
        assertThat(proposed.options()).contains("\"time-format\":\"epoch-seconds\"");
        assertThat(datastreams)
                .containsExactlyInAnyOrder(
                        "town/weather-7/air-temperature", "town/weather-7/relative-humidity", "town/weather-7/pm25");
        assertThat(proposed.unsure()).contains("The field 'rssi' is ignored.");
    }

    @Test
    void zigbee2mqttNamesItsDeviceInTheTopic() {
        ProposedBinding proposed = accepted(
                "zigbee2mqtt/+",
                "zigbee2mqtt/Living room sensor",
                "{\"battery\":100,\"temperature\":30.46,\"humidity\":71.75,\"pressure\":1004,\"linkquality\":44,\"voltage\":3015}");

        assertThat(proposed.topic()).isEqualTo("zigbee2mqtt/{thing}");
        assertThat(proposed.devices()).containsEntry("Living room sensor", "living-room-sensor");
        assertThat(datastreams)
                .contains("town/living-room-sensor/air-temperature", "town/living-room-sensor/air-pressure");
    }

    @Test
    void theThingsStack() {
        ProposedBinding proposed = accepted(
                "v3/app@tenant/devices/quay-3/up",
                "v3/app@tenant/devices/quay-3/up",
                "{\"end_device_ids\":{\"device_id\":\"quay-3\",\"application_ids\":{\"application_id\":\"app\"}},"
                        + "\"received_at\":\"2026-05-01T12:00:01.250Z\",\"uplink_message\":{\"f_port\":2,\"f_cnt\":4711,"
                        + "\"received_at\":\"2026-05-01T12:00:01.040Z\",\"decoded_payload\":{\"pm2_5\":12.4,\"soil\":3.6}}}");

        assertThat(proposed.decoder()).isEqualTo("tts-v3");
        assertThat(proposed.topic()).isEqualTo("v3/{application}/devices/{thing}/up");
        assertThat(datastreams).containsExactlyInAnyOrder("town/quay-3/pm25", "town/quay-3/soil");
        assertThat(proposed.unsure()).contains("The unit of 'soil' is not known; 1 is a guess.");
    }

    @Test
    void senmlStatesItsUnits() {
        ProposedBinding proposed = accepted(
                "house/senml",
                "house/senml",
                "[{\"bn\":\"urn:dev:mac:0024befffe804ff1/\",\"bt\":1777636790,\"n\":\"temperature\",\"u\":\"Cel\",\"v\":21.5}]");

        assertThat(proposed.decoder()).isEqualTo("senml-json");
        assertThat(datastreams).hasSize(1);
    }

    @Test
    void bareValueOnATopic() {
        ProposedBinding proposed = accepted("homie/cellar/climate/humidity", "homie/cellar/climate/humidity", "61.5");

        assertThat(proposed.decoder()).isEqualTo("plain-text");
        assertThat(proposed.device()).isEqualTo("climate");
        assertThat(datastreams).containsExactly("town/climate/relative-humidity");
    }

    @Test
    void deviceNamedInThePayload() {
        ProposedBinding proposed = accepted(
                "gateway/telemetry",
                "gateway/telemetry",
                "{\"deviceId\":\"AA-17\",\"time\":\"2026-05-01T11:59:50Z\",\"values\":{\"co2\":612,\"people\":\"3\"}}");

        assertThat(proposed.devices()).containsEntry("AA-17", "aa-17");
        assertThat(proposed.options()).contains("\"device\":\"/deviceId\"").contains("\"numbers-as-text\":true");
        assertThat(datastreams).containsExactlyInAnyOrder("town/aa-17/co2", "town/aa-17/pedestrian-count");
    }

    @Test
    void statusAlone() {
        assertThat(proposal("dev/x/availability", "dev/x/availability", "online"))
                .satisfies(proposed -> {
                    assertThat(proposed.decoder()).isEqualTo("status");
                    assertThat(proposed.givesReadings()).isFalse();
                });
    }

    @Test
    void payloadThatNoDecoderReadsHasNoProposal() {
        byte[] noise = new byte[40];
        new Random(3).nextBytes(noise);
        noise[0] = (byte) 0xff;
        assertThat(new BindingProposal(Catalog.empty(-1)).of(heard("a/b", "a/b", noise)))
                .isEmpty();
        assertThat(new BindingProposal(Catalog.empty(-1)).of(heard("a/b", "a/b", new byte[0])))
                .isEmpty();
    }

    @Test
    void anyPayloadHasAProposalThatCompilesOrNone() {
        Random random = new Random(11);
        byte[] seed = "{\"a b\":{\"c\":[1,{\"t\":2}]},\"é\":\"3\",\"none\":4,\"x:y\":-1e9,\"time\":1777636790}"
                .getBytes(UTF_8);
        for (int i = 0; i < 2_000; i++) {
            byte[] payload = seed.clone();
            for (int j = random.nextInt(4); j > 0; j--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            new BindingProposal(Catalog.empty(-1))
                    .of(heard("any/x", "any/x", payload))
                    .ifPresent(proposed -> {
                        if (proposed.givesReadings()) {
                            assertThat(compile(new ProposedFile(Catalog.empty(-1), false).write(proposed, PLACE))
                                            .bindings())
                                    .hasSize(1);
                        }
                    });
        }
    }

    @Test
    void intervalIsTheUsualOneNearestToTheTimeBetweenMessages() {
        UnboundTopic heard = UnboundTopicBuilder.builder(heard("a/b", "a/b", "{\"temp\":1}".getBytes(UTF_8)))
                .samples(List.of(sample(NOON), sample(NOON + 9_700), sample(NOON + 20_100)))
                .build();

        assertThat(new BindingProposal(Catalog.empty(-1))
                        .of(heard)
                        .orElseThrow()
                        .interval())
                .isEqualTo("PT10S");
    }

    private static UnboundTopic.Sample sample(long millis) {
        byte[] payload = "{\"temp\":1}".getBytes(UTF_8);
        return new UnboundTopic.Sample("a/b", ByteString.copyFrom(payload), payload.length, millis, false, "");
    }

    /** The proposal, after it was written, compiled and used for the message. */
    private ProposedBinding accepted(String pattern, String topic, String payload) {
        ProposedBinding proposed = proposal(pattern, topic, payload);
        Catalog catalog = compile(new ProposedFile(Catalog.empty(-1), true).write(proposed, PLACE));
        Binding binding = catalog.bindings().get(0);
        Map<String, String> captures = binding.topic().match(topic).orElseThrow();
        Decoded decoded = Decoders.create(binding.decoder(), binding.options())
                .decode(new Message(topic, payload.getBytes(UTF_8), null, NOON));
        assertThat(decoded.rejections()).isEmpty();
        decoded.measurements()
                .forEach(reading -> binding.findDatastreamId(captures, reading.device(), reading.property())
                        .ifPresent(id -> {
                            assertThat(catalog.findDatastream(id)).as(id).isPresent();
                            datastreams.add(id);
                        }));
        return proposed;
    }

    private static ProposedBinding proposal(String pattern, String topic, String payload) {
        return new BindingProposal(Catalog.empty(-1))
                .of(heard(pattern, topic, payload.getBytes(UTF_8)))
                .orElseThrow();
    }

    private static Catalog compile(String file) {
        Map<String, String> files = new TreeMap<>();
        files.put("town/testbed.yaml", TESTBED);
        files.put("town/unbound.yaml", file);
        return CatalogReader.read(CatalogFiles.of(files), 0, new WireDecoders());
    }

    private static UnboundTopic heard(String pattern, String topic, byte[] payload) {
        return UnboundTopicBuilder.builder()
                .instance("ingest/1")
                .pattern(pattern)
                .messages(1)
                .firstMillis(NOON)
                .lastMillis(NOON)
                .bytes(payload.length)
                .largestBytes(payload.length)
                .held(1)
                .samples(List.of(
                        new UnboundTopic.Sample(topic, ByteString.copyFrom(payload), payload.length, NOON, false, "")))
                .build();
    }
}
