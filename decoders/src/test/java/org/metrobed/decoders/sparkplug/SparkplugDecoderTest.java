package org.metrobed.decoders.sparkplug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.DeadLetter.Reason.MALFORMED;
import static org.metrobed.model.DeadLetter.Reason.TOO_LARGE;
import static org.metrobed.model.DeadLetter.Reason.UNSUPPORTED;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.DeadLetter.Reason;

class SparkplugDecoderTest {

    private static final long NOON_MILLIS = 1_777_636_800_000L;

    /** Written byte by byte from the specification, so that a wrong field number in the decoder is found. */
    @Test
    void payloadWrittenByHandIsRead() {
        byte[] birth = HexFormat.of()
                .parseHex(String.join(
                                "",
                                "08 80eca39bde33", // timestamp 1777636800000
                                "12 23", // a metric of 35 bytes
                                "0a 04 70 6d 32 35", // name "pm25"
                                "10 07", // alias 7
                                "18 98e8a39bde33", // timestamp 1777636799512
                                "20 09", // datatype Float
                                "4a 0b 0a 07 65 6e 67 55 6e 69 74 12 00", // properties: engUnit, without a value
                                "65 00 00 48 41", // float 12.5
                                "18 00") // seq 0
                        .replace(" ", ""));

        Decoded decoded = new SparkplugDecoder().decode(new Message("spBv1.0/g/NBIRTH/n", birth, null, NOON_MILLIS));

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements())
                .containsExactly(new Measurement(0, "n", "pm25", (NOON_MILLIS - 488) * 1_000, 12.5, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spBv1.0/g/NCMD/n", "spBv1.0/g/DCMD/n/d", "spBv1.0/STATE/host", "STATE/host"})
    void messagesOfHostsHoldNoReading(String topic) {
        assertThat(decode(topic, "ONLINE".getBytes(UTF_8))).isEqualTo(Decoded.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spBv1.0/g/NBIRTH/n/d",
                "spBv1.0/g/DBIRTH/n",
                "spBv1.0/g/NBIRTH/",
                "spBv1.0//NBIRTH/n",
                "spBv1.0/g/DDATA/n/d/e",
                "spBv1.0/g/STATE/n",
                "spBv1.0/g/nbirth/n",
                "spAv1.0/g/NBIRTH/n",
                "spBv1.0",
                ""
            })
    void otherTopicsAreUnsupported(String topic) {
        assertWhole(decode(topic, new byte[0]), UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({
        "1, -128, -128",
        "1, 127, 127",
        "1, 128, -128",
        "1, 255, -1",
        "1, 256, ",
        "2, -32768, -32768",
        "2, 65535, -1",
        "2, 65536, ",
        "2, -32769, ",
        "3, -2147483648, -2147483648",
        "4, -1, -1",
        "5, 255, 255",
        "5, 256, ",
        "5, -1, ",
        "6, 65535, 65535",
        "6, 65536, ",
        "7, -1, 4294967295",
        "8, -1, 4294967295",
        "9, 3, 3",
        "9, -3, ",
        "10, 4, 4",
        "0, 5, 5",
        "0, -5, ",
        "11, 0, ",
        "11, 1, ",
        "11, 2, "
    })
    void wholeNumberIsReadByItsDatatype(int datatype, int bits, Double expected) {
        assertValue(metric(datatype).setIntValue(bits), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, -1, -1",
        "1, 1000, ",
        "3, 4294967295, -1",
        "3, 4294967296, ",
        "4, -9223372036854775808, -9223372036854775808",
        "7, 4294967295, 4294967295",
        "7, 4294967296, ",
        "7, -1, ",
        "8, -1, 18446744073709551615",
        "8, 5, 5",
        "10, 9, 9",
        "10, -9, ",
        "13, 5, "
    })
    void longNumberIsReadByItsDatatype(int datatype, long bits, Double expected) {
        assertValue(metric(datatype).setLongValue(bits), expected);
    }

    @Test
    void textOfAMetricIsAWordThatABindingMayGiveANumber() {
        Payload birth = Payload.newBuilder()
                .setTimestamp(NOON_MILLIS)
                .addMetrics(Metric.newBuilder()
                        .setName("mode")
                        .setDatatype(12)
                        .setStringValue(ByteString.copyFromUtf8(" AUTO ")))
                .build();
        assertThat(decode("spBv1.0/g/NBIRTH/n", birth.toByteArray()).rejections())
                .containsExactly(new Decoded.Rejection(
                        0,
                        Reason.NOT_A_NUMBER,
                        "metric 'mode' is of type String, must be a number or a truth value",
                        "n",
                        "mode",
                        new Decoded.Word("AUTO", NOON_MILLIS * 1_000, null)));
    }

    @Test
    void tooManyMetricsAreRefusedBeforeTheyAreBuilt() {
        byte[] payload = new byte[2 * (SparkplugSession.MAX_METRICS + 1)];
        for (int i = 0; i < payload.length; i += 2) {
            payload[i] = 0x12;
        }
        assertWhole(decode("spBv1.0/g/NBIRTH/n", payload), TOO_LARGE);
    }

    @Test
    void bodyThatInflatesToTooMuchIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(new byte[SparkplugPayloads.MAX_INFLATED_BYTES + 1]);
        }
        Payload payload = Payload.newBuilder()
                .setUuid("SPBV1.0_COMPRESSED")
                .setBody(ByteString.copyFrom(bytes.toByteArray()))
                .build();
        assertThat(payload.getSerializedSize()).isLessThan(10_000);
        assertWhole(decode("spBv1.0/g/NDATA/n", payload.toByteArray()), TOO_LARGE);
    }

    @Test
    void bodyOfAnotherSchemaIsUnsupported() {
        Payload payload = Payload.newBuilder()
                .setUuid("ours")
                .setBody(ByteString.copyFromUtf8("x"))
                .build();
        assertWhole(decode("spBv1.0/g/NDATA/n", payload.toByteArray()), UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GZIP", "DEFLATE", "deflate"})
    void bodyThatIsNotCompressedAsItSaysIsMalformed(String algorithm) {
        Payload payload = Payload.newBuilder()
                .setUuid("SPBV1.0_COMPRESSED")
                .setBody(ByteString.copyFromUtf8("x"))
                .addMetrics(Metric.newBuilder().setName("algorithm").setStringValue(ByteString.copyFromUtf8(algorithm)))
                .build();
        assertWhole(decode("spBv1.0/g/NDATA/n", payload.toByteArray()), MALFORMED);
    }

    private static void assertValue(Metric.Builder metric, Double expected) {
        Payload payload = Payload.newBuilder().addMetrics(metric).build();
        Decoded decoded = decode("spBv1.0/g/DBIRTH/n/d", payload.toByteArray());
        if (expected == null) {
            assertThat(decoded.measurements()).isEmpty();
            assertThat(decoded.rejections())
                    .singleElement()
                    .satisfies(rejection -> assertThat(rejection.property()).isEqualTo("x"));
        } else {
            assertThat(decoded.measurements())
                    .containsExactly(new Measurement(0, "d", "x", Measurement.NO_TIME, expected, null));
        }
    }

    private static Metric.Builder metric(int datatype) {
        return Metric.newBuilder().setName("x").setDatatype(datatype);
    }

    private static void assertWhole(Decoded decoded, Reason reason) {
        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.index()).isEqualTo(-1);
            assertThat(rejection.reason()).isEqualTo(reason);
        });
    }

    private static Decoded decode(String topic, byte[] payload) {
        return new SparkplugDecoder().decode(new Message(topic, payload, null, NOON_MILLIS));
    }
}
