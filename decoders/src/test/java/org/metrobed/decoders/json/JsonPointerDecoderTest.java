package org.metrobed.decoders.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.decoders.spi.Measurement.NO_TIME;
import static org.metrobed.model.DeadLetter.Reason.EMPTY;
import static org.metrobed.model.DeadLetter.Reason.MALFORMED;
import static org.metrobed.model.DeadLetter.Reason.NOT_A_NUMBER;
import static org.metrobed.model.DeadLetter.Reason.TOO_LARGE;
import static org.metrobed.model.DeadLetter.Reason.UNSUPPORTED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.DeadLetter.Reason;

class JsonPointerDecoderTest {

    private static final long NOON = 1_777_636_800_000_000L;

    @Test
    void pointersFindFieldsTimeDeviceAndUnit() {
        Decoded decoded = decode(
                "{'time':'/at','time-format':'epoch-seconds','device':'/id','fields':{"
                        + "'a':'/s/0/v','b':{'path':'/s/1/v','unit-path':'/s/1/u','unit':'m'},'c':{'path':'/s/2/v','unit':'m'}}}",
                "{'at':1777636800,'id':7,'s':[{'v':1},{'v':2,'u':'km'},{'v':3,'u':'km'}]}");

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements())
                .containsExactly(
                        new Measurement(0, "7", "a", NOON, 1, null),
                        new Measurement(1, "7", "b", NOON, 2, "km"),
                        new Measurement(2, "7", "c", NOON, 3, "m"));
    }

    @Test
    void eachElementIsAReadingAndRootIsTheMessage() {
        assertThat(decode(
                                "{'each':'/d','device':'root:/gw','time':'/t','fields':{'x':'/x'}}",
                                "{'gw':'g','d':[{'t':'2026-05-01T12:00:00Z','x':1},{'x':2}]}")
                        .measurements())
                .containsExactly(
                        new Measurement(0, "g", "x", NOON, 1, null), new Measurement(1, "g", "x", NO_TIME, 2, null));
    }

    @Test
    void absenceIsNoReadingUnlessTheFieldIsRequiredAndNullIsMissing() {
        Decoded decoded = decode("{'fields':{'a':'/a','b':{'path':'/b','required':true},'c':'/c'}}", "{'c':null}");

        assertThat(decoded.rejections())
                .containsExactly(new Decoded.Rejection(0, MALFORMED, "field b: nothing stands at /b", null, "b"));
        assertThat(decoded.measurements()).containsExactly(new Measurement(1, null, "c", NO_TIME, Double.NaN, null));
    }

    @Test
    void numberAsTextIsTakenOnlyIfTheBindingSaysSo() {
        String fields = "'fields':{'a':'/a','b':'/b'}}";
        String payload = "{'a':' 12.4 ','b':'12,4'}";

        assertThat(decode("{" + fields, payload).rejections())
                .extracting(Decoded.Rejection::reason)
                .containsExactly(NOT_A_NUMBER, NOT_A_NUMBER);
        Decoded decoded = decode("{'numbers-as-text':true," + fields, payload);
        assertThat(decoded.measurements()).containsExactly(new Measurement(0, null, "a", NO_TIME, 12.4, null));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::detail)
                .containsExactly(tuple(1, "field b: /b is '12,4', must be a number"));
    }

    @ParameterizedTest
    @CsvSource({
        "1e999, Infinity",
        "-1e999, -Infinity",
        "1e-999, 0",
        "NaN, NaN",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void anyNumberOfJsonIsRead(String json, double expected) {
        assertThat(decode("{'fields':{'a':''}}", json).measurements())
                .containsExactly(new Measurement(0, null, "a", NO_TIME, expected, null));
    }

    @Test
    void numberOfThousandsOfDigitsIsMalformedAndNoFault() {
        assertWhole(decode("{'fields':{'a':''}}", "9".repeat(5_000)), MALFORMED);
        assertWhole(decode("{'fields':{'a':''}}", "{\"a\":1} x"), MALFORMED);
    }

    @Test
    void faultOfTimeOrDeviceRejectsTheReadingsOfItsElementAlone() {
        Decoded decoded = decode(
                "{'each':'','time':'/t','device':'/d','fields':{'x':'/x'}}",
                "[{'t':'soon','x':1},{'d':[],'x':1},{'x':1}]");

        assertThat(decoded.measurements()).containsExactly(new Measurement(2, null, "x", NO_TIME, 1, null));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason, Decoded.Rejection::property)
                .containsExactly(tuple(0, MALFORMED, "x"), tuple(1, MALFORMED, "x"));
    }

    @Test
    void samplesOfABlockAreOneStepApart() {
        String samples = "0.5,".repeat(31) + "0.5";
        Decoded decoded = decode(
                "{'each':'/x','time':'root:/t0','rate':1000,'fields':{'accel':''}}",
                "{'t0':'2026-05-01T12:00:00Z','x':[" + samples + "]}");

        assertThat(decoded.measurements())
                .hasSize(32)
                .allSatisfy(one -> assertThat(one.phenomenonMicros()).isEqualTo(NOON + one.index() * 1_000L));
    }

    @Test
    void stepThatIsNoWholeMicrosecondDoesNotAddUpItsRounding() {
        Decoded decoded = decode(
                "{'time':'/t','rate':3,'fields':{'x':'/x'}}",
                "{'t':'2026-05-01T12:00:00Z','x':[" + "1,".repeat(3_000) + "1]}");

        assertThat(decoded.measurements().get(3_000).phenomenonMicros()).isEqualTo(NOON + 1_000_000_000L);
    }

    @Test
    void blockOfSamplesNeedsItsStart() {
        String options = "{'time':'/t','step':'PT1S','zone':'Europe/Berlin','fields':{'x':'/x'}}";

        assertThat(decode(options, "{'x':[1,2]}").rejections())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.detail()).endsWith("no time from which step or rate counts, for 2 samples"));
        assertThat(decode(options, "{'t':'2025-10-26 02:59:59','x':[1,2]}").rejections())
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).isEqualTo(Reason.AMBIGUOUS_TIME));
    }

    @Test
    void unitMustBeAText() {
        assertThat(decode("{'fields':{'a':{'path':'/a','unit-path':'/u'}}}", "{'a':1,'u':2}")
                        .rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::detail)
                .containsExactly(tuple(0, "field a: /u is '2', must be a text"));
    }

    @Test
    void messageOfAnotherShapeIsRejectedWhole() {
        String options = "{'each':'/d','fields':{'x':'/x'}}";

        assertWhole(decode(options, "{'d':{}}"), EMPTY);
        assertWhole(decode(options, "{'d':1}"), MALFORMED);
        assertWhole(decode(options, "{}"), MALFORMED);
        assertWhole(decode(options, "{'d':[]}"), EMPTY);
        assertWhole(decode(options, "{'d':[{},{}]}"), EMPTY);
        assertWhole(decode(options, "{'d':[" + "1,".repeat(200_000) + "1]}"), TOO_LARGE);
        assertWhole(new JsonPointerDecoder().decode(new Message("t", new byte[] {'1'}, null, 0)), UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | fields must be a map of at least one field to where it stands, unless property and value are given",
                "{'property':'/n'} | value is needed beside property",
                "{'value':'/v'} | property is needed beside value",
                "{'unit':'/u'} | property is needed beside unit",
                "{'property':'/n','value':'/v','fields':{'a':'/a'}} | fields stands beside property",
                "{'fields':{'a':'/a'},'step':'PT0S'} | step must be a positive duration",
                "{'fields':{'a':'/a'},'step':'-PT1S'} | step must be a positive duration",
                "{'fields':{'a':'/a'},'step':'1 ms'} | step must be a positive duration",
                "{'fields':{'a':'/a'},'rate':0} | rate must be a positive number of hertz",
                "{'fields':{'a':'/a'},'rate':2e6} | rate must be a positive number of hertz, for a step of at least a microsecond",
                "{'fields':{'a':'/a'},'rate':'fs'} | rate must be a JSON Pointer",
                "{'fields':{'a':'/a'},'rate':true} | rate must be a positive number of hertz",
                "{'fields':{'a':'/a'},'rate':1,'step':'PT1S'} | rate and step exclude each other",
                "{'fields':{}} | fields must be a map",
                "{'fields':['/a']} | fields must be a map",
                "{'fields':{'a':'b'}} | fields.a must be a JSON Pointer",
                "{'fields':{'a':'root:b'}} | fields.a must be a JSON Pointer",
                "{'fields':{'a':1}} | fields.a must be a JSON Pointer, or a map",
                "{'fields':{'a':{'unit':'m'}}} | fields.a must be a JSON Pointer, or a map",
                "{'fields':{'a':{'path':1}}} | fields.a.path must be a text",
                "{'fields':{'a':{'path':'/a','unit':1}}} | fields.a.unit must be a text",
                "{'fields':{'a':{'path':'/a','need':true}}} | fields.a.need is none of",
                "{'fields':{'a':{'path':'/a','required':'yes'}}} | fields.a.required must be true or false",
                "{'fields':{'a':'/a'},'each':'x'} | each must be a JSON Pointer",
                "{'fields':{'a':'/a'},'numbers-as-text':1} | numbers-as-text must be true or false",
                "{'fields':{'a':'/a'},'time-format':'unix'} | time-format must be"
            })
    void optionsThatCannotBeUsedAreRefused(String options, String complaint) {
        assertThatThrownBy(() -> Decoders.create("json-pointer", options.replace('\'', '"')))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessageStartingWith(complaint);
    }

    private static void assertWhole(Decoded decoded, Reason reason) {
        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, reason));
    }

    private static Decoded decode(String options, String payload) {
        return Decoders.create("json-pointer", options.replace('\'', '"'))
                .decode(new Message("t", payload.replace('\'', '"').getBytes(UTF_8), null, 0));
    }
}
