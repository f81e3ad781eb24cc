package org.metrobed.decoders.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.DeadLetter.Reason;

/** What golden payloads do not cover of {@link FrameSource}, {@link FrameJson} and {@link ByteLayoutOptions}: wrong options, and bounds. */
class FrameOptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | frames is needed",
                "{'frames':[]} | frames must be a list of at least one layout",
                "{'frames':[{}]} | frames.0.fields must be a map of fields",
                "{'frames':[{'fields':{'x':{}}}]} | frames.0.fields.x.at must be a whole number",
                "{'frames':[{'fields':{'x':{'at':0,'typ':'u8'}}}]} | frames.0.fields.x.typ is none of",
                "{'frames':[{'fields':{'x':{'at':0,'type':'u12'}}}]} | frames.0.fields.x.type must be u or i with 8",
                "{'frames':[{'fields':{'x':{'at':0,'type':'f16'}}}]} | frames.0.fields.x.type must be",
                "{'frames':[{'fields':{'x':{'at':0,'bits':'3-9'}}}]} | frames.0.fields.x.bits must be a bit such as 7",
                "{'frames':[{'fields':{'x':{'at':0,'type':'i8','bits':1}}}]} | frames.0.fields.x.bits must be",
                "{'frames':[{'fields':{'x':{'at':0,'scale':0}}}]} | frames.0.fields.x.scale is 0",
                "{'frames':[{'fields':{'x':{'at':0,'endian':'middle'}}}]} | frames.0.fields.x.endian must be big or little",
                "{'frames':[{'fields':{'x':{'at':0,'missing':['a']}}}]} | frames.0.fields.x.missing must be a number",
                "{'frames':[{'fields':{'x':{'at':0,'unit':1}}}]} | frames.0.fields.x.unit must be a text",
                "{'frames':[{'fields':{'x':{'at':0,'optional':1}}}]} | frames.0.fields.x.optional must be true or false",
                "{'frames':[{'fields':{'x':{'at':0}},'when':{'port':256}}]} | frames.0.when.port must be a whole number from 0 to 255",
                "{'frames':[{'fields':{'x':{'at':0}},'when':{'length':'a'}}]} | frames.0.when.length must be a number such as 11",
                "{'frames':[{'fields':{'x':{'at':0}},'records':{'at':0}}]} | frames.0.records.length must be a whole number",
                "{'frames':[{'tags':{'xy':{'length':1}}}]} | frames.0.tags.xy must be bytes in hex",
                "{'frames':[{'tags':{'01':{'length':1},'0102':{'length':1}}}]} | frames.0.tags must be a map of at least one tag",
                "{'frames':[{'tags':{'01':{}}}]} | frames.0.tags.01.length must be a whole number",
                "{'frames':[{'tags':{'01':{'length':1}},'fields':{}}]} | frames.0.tags stands beside fields",
                "{'envelope':'xml','frames':[{'fields':{}}]} | envelope must be one of",
                "{'envelope':'json','frames':[{'fields':{}}]} | data is needed with envelope: json",
                "{'envelope':'json','data':'/d','encoding':'oct','frames':[{'fields':{}}]} | encoding must be hex or base64",
                "{'data':'/d','frames':[{'fields':{}}]} | data needs envelope: json",
            })
    void optionThatCannotBeUsedIsNamed(String options, String message) {
        assertThatThrownBy(() -> Decoders.create("byte-layout", options.replace('\'', '"')))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"byte-layout", "cayenne-lpp", "ruuvi"})
    void longFrameIsTooLarge(String decoder) {
        Decoded decoded = Decoders.create(
                        decoder, decoder.equals("byte-layout") ? "{\"frames\":[{\"fields\":{\"x\":{\"at\":0}}}]}" : "")
                .decode(new Message("t", new byte[FrameSource.MAX_BYTES + 1], null, 0));

        assertThat(decoded.rejections()).extracting(Decoded.Rejection::reason).containsExactly(Reason.TOO_LARGE);
    }

    @Test
    void bindingWithoutLayoutIsUnsupported() {
        assertThat(new ByteLayoutDecoder()
                        .decode(new Message("t", new byte[] {1}, null, 0))
                        .rejections())
                .extracting(Decoded.Rejection::reason)
                .containsExactly(Reason.UNSUPPORTED);
    }

    @Test
    void hundredthsAreTheNearestNumberAndNotTheNextOne() {
        String options = "{\"frames\":[{\"fields\":{\"x\":{\"at\":0,\"type\":\"u16\",\"scale\":0.01}}}]}";
        for (int raw = 0; raw < 65_536; raw++) {
            byte[] payload = {(byte) (raw >> 8), (byte) raw};
            Measurement read = Decoders.create("byte-layout", options)
                    .decode(new Message("t", payload, null, 0))
                    .measurements()
                    .get(0);
            assertThat(read.value()).isEqualTo(raw / 100.0);
        }
    }

    @Test
    void everyTypeOfCayenneReadsAsManyBytesAsItHas() {
        for (CayenneType type : CayenneType.values()) {
            FrameReadings readings = new FrameReadings();
            type.read(new Frame(new byte[type.bytes()], Frame.NO_PORT, "d", 5), 3, 0, 5, readings);

            assertThat(readings.decoded().measurements()).isNotEmpty().allSatisfy(one -> {
                assertThat(one.value()).isZero();
                assertThat(one.property()).contains("_3");
            });
        }
    }

    @Test
    void ruuviFormatsAreKnownByTheirFirstByte() {
        assertThat(RuuviFormat.of(5)).isEqualTo(RuuviFormat.FIVE);
        assertThat(RuuviFormat.of(8)).isNull();
    }

    @Test
    void bitsOfAllTypesAreReadFromTheLowest() {
        Frame frame = new Frame(new byte[] {(byte) 0xf0, 0x0f}, Frame.NO_PORT, null, 0);

        assertThat(field("u16", 4, 8).value(frame, 0)).isEqualTo(0);
        assertThat(field("u16", 8, 8).value(frame, 0)).isEqualTo(0xf0);
        assertThat(field("u8", 7, 1).value(frame, 1)).isEqualTo(0);
        assertThat(new ByteBlock(List.of(field("u8", 0, 0)), null).fields()).hasSize(1);
    }

    private static ByteField field(String type, int lowBit, int bits) {
        return new ByteField(
                "x",
                0,
                ByteType.find(type).orElseThrow(),
                false,
                new ByteField.Bits(lowBit, bits),
                new ByteField.Meaning(1, 0, Set.of()),
                null,
                false);
    }
}
