package org.metrobed.decoders.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.decoders.spi.Measurement.NO_TIME;
import static org.metrobed.model.DeadLetter.Reason.EMPTY;
import static org.metrobed.model.DeadLetter.Reason.MALFORMED;
import static org.metrobed.model.DeadLetter.Reason.UNSUPPORTED;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedFlag;

class CsvLinesDecoderTest {

    private static final long NOON = 1_777_636_800_000_000L;

    @Test
    void columnsNameTimeDeviceFieldsAndWhatIsPassedOver() {
        Decoded decoded = decode(
                "{'columns':['time','device','pm25','','no2'],'missing':['NA']}",
                "2026-05-01T12:00:00Z,pole-3,12.4,fine,31\n2026-05-01T12:00:01Z,,NA,fine,\n");

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements())
                .containsExactly(
                        new Measurement(0, "pole-3", "pm25", NOON, 12.4, null),
                        new Measurement(1, "pole-3", "no2", NOON, 31, null),
                        new Measurement(2, null, "pm25", NOON + 1_000_000, Double.NaN, null),
                        new Measurement(3, null, "no2", NOON + 1_000_000, Double.NaN, null));
    }

    @Test
    void headerIsReadInWhateverOrderItComes() {
        String options = "{'header':'read','columns':['t','no2'],'time':'t','time-format':'epoch-millis'}";

        assertThat(decode(options, "no2,spare,t\r\n31,x,1777636800000\r\n").measurements())
                .containsExactly(new Measurement(0, null, "no2", NOON, 31, null));
        assertThat(decode(options, "t,t2,t\n1,2,3\n").rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason, Decoded.Rejection::detail)
                .containsExactly(tuple(-1, MALFORMED, "the header has no column 'no2'; it has t, t2, t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'header':'read'}", "{'header':'read','columns':['rain']}"})
    void headerWithoutTheColumnOfTheTimeRefusesTheMessageUnlessThereIsNone(String options) {
        assertThat(decode(options, "Time,rain\n2026-05-01T12:00:00Z,0.2\n").rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason, Decoded.Rejection::detail)
                .containsExactly(tuple(-1, MALFORMED, "the header has no column 'time'; it has Time, rain"));
        assertThat(decode(options, "\ufefftime,rain\n2026-05-01T12:00:00Z,0.2\n")
                        .measurements())
                .containsExactly(new Measurement(0, null, "rain", NOON, 0.2, null));
        assertThat(decode(options.replace("}", ",'time':'none'}"), "rain\n0.2\n")
                        .measurements())
                .containsExactly(new Measurement(0, null, "rain", NO_TIME, 0.2, null));
    }

    @Test
    void headerWithoutColumnsTakesAllOfThem() {
        assertThat(decode("{'header':'read','time':'none'}", "a,device,,b\n1,x,9,2\n")
                        .measurements())
                .containsExactly(
                        new Measurement(0, "x", "a", NO_TIME, 1, null), new Measurement(1, "x", "b", NO_TIME, 2, null));
    }

    @Test
    void longFormIsOneReadingALine() {
        String options = "{'columns':['what','much','in'],'property':'what','value':'much','unit':'in','separator':';',"
                + "'decimal':','}";

        assertThat(decode(options, "level;0,75;m\nflow;-1,5e1;\n").measurements())
                .containsExactly(
                        new Measurement(0, null, "level", NO_TIME, 0.75, "m"),
                        new Measurement(1, null, "flow", NO_TIME, -15, ""));
    }

    @Test
    void emptyCellMayBeNoReading() {
        assertThat(decode("{'columns':['a','b'],'empty':'skip'}", ",2\n1,\n").measurements())
                .extracting(Measurement::index, Measurement::property)
                .containsExactly(tuple(0, "b"), tuple(1, "a"));
    }

    @Test
    void lineWithOtherCellsIsRejectedAlone() {
        Decoded decoded = decode("{'columns':['a','b']}", "1\n1,2\n1,2,\n1,2,3\n");

        assertThat(decoded.measurements()).extracting(Measurement::index).containsExactly(1, 2, 3, 4);
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::detail)
                .containsExactly(
                        tuple(0, "line 1 has 1 cells, must have 2"), tuple(5, "line 4 has 3 cells, must have 2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1,2\n", "\"1\"x,2\n"})
    void textThatIsNotCsvIsMalformed(String payload) {
        assertThat(decode("{'columns':['a','b']}", payload).rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, MALFORMED));
    }

    @ParameterizedTest
    @CsvSource({"{'columns':['a']}, ''", "{'header':'skip';'columns':['a']}, a", "{'header':'read';'time':'none'}, a"})
    void messageWithoutReadingsIsEmpty(String options, String payload) {
        assertThat(decode(options.replace(';', ','), payload).rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, EMPTY));
    }

    @Test
    void decoderThatWasToldNoColumnsSaysSo() {
        assertThat(new CsvLinesDecoder()
                        .decode(new Message("t", new byte[] {'1'}, null, 0))
                        .rejections())
                .extracting(Decoded.Rejection::reason)
                .containsExactly(UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | columns is needed",
                "{'columns':'a'} | columns must be a list",
                "{'columns':['a'],'header':'yes'} | header must be one of",
                "{'columns':['a'],'separator':',,'} | separator must be one character",
                "{'columns':['a'],'separator':'.'} | delimiter must be no quote",
                "{'columns':['a'],'separator':'\"'} | delimiter must be no quote",
                "{'columns':['a'],'decimal':','} | delimiter must be no quote",
                "{'columns':['a'],'decimal':';'} | decimal must be one of",
                "{'columns':['a'],'delimiter':';','separator':';'} | separator is the older name of delimiter",
                "{'columns':['a'],'thousands':','} | delimiter must be no quote",
                "{'columns':['a'],'thousands':'.'} | thousands must differ from decimal",
                "{'columns':['a'],'encoding':'x'} | encoding must be a charset",
                "{'columns':['a'],'flag':'q'} | flag must be a map",
                "{'columns':['a'],'flag':{'column':'a'}} | flag must be a map",
                "{'columns':['a'],'flag':{'column':'b','fail':[4]}} | flag is 'b', which is none of columns",
                "{'columns':['a'],'time':'b'} | time is 'b', which is none of columns",
                "{'columns':['a'],'property':'a'} | property and value belong together",
                "{'columns':['a'],'unit':'a'} | unit needs the long form",
                "{'columns':['a'],'empty':'zero'} | empty must be one of",
                "{'columns':['a'],'time-format':'unix'} | time-format must be",
                "{'columns':['a'],'colums':['a']} | colums is no option of csv-lines"
            })
    void optionsThatCannotBeUsedAreRefused(String options, String complaint) {
        String json = options.replace("'\"'", "'\\\"'").replace('\'', '"');
        assertThatThrownBy(() -> Decoders.create("csv-lines", json))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void lineThatRepeatsTheNamesSaysTheirOrderFromThereOn() {
        Decoded decoded =
                decode("{'columns':['time','temp','rh']}", ",5.1,80\ntime,rh,temp\n,82,5.3\nrh,temp,time\n83,5.4,\n");

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements())
                .extracting(Measurement::property, Measurement::value)
                .containsExactly(
                        tuple("temp", 5.1),
                        tuple("rh", 80.0),
                        tuple("rh", 82.0),
                        tuple("temp", 5.3),
                        tuple("rh", 83.0),
                        tuple("temp", 5.4));
    }

    @Test
    void headerInTheMiddleIsKnownThoughColumnsArePassedOver() {
        assertThat(decode("{'columns':['temp','','rh']}", "5.1,x,80\nrh,temp,note\n82,5.3,y\n")
                        .measurements())
                .extracting(Measurement::property, Measurement::value)
                .containsExactly(tuple("temp", 5.1), tuple("rh", 80.0), tuple("rh", 82.0), tuple("temp", 5.3));
    }

    @Test
    void headerInTheMiddleWithoutItsColumnsRefusesTheMessage() {
        assertThat(decode("{'columns':['time','temp','rh']}", ",5.1,80\ntime,temp,hum\n,5.2,81\n")
                        .rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::detail)
                .containsExactly(tuple(-1, "line 2 is a header without the column 'rh'"));
    }

    @Test
    void flagOfTheSenderMayMeanCensored() {
        String options = "{'columns':['v','q'],'flag':{'column':'q','suspect':['E'],'censored':['<','E','ND']}}";

        assertThat(decode(options, "2.0,<\n3,E\n,nd\n4,\n").measurements())
                .extracting(Measurement::value, Measurement::flag)
                .containsExactly(
                        tuple(2.0, new StatedFlag(QualityFlag.GOOD, true)),
                        tuple(3.0, new StatedFlag(QualityFlag.SUSPECT, true)),
                        tuple(Double.NaN, new StatedFlag(QualityFlag.GOOD, true)),
                        tuple(4.0, StatedFlag.NONE));
        assertThat(decode(options, "below,<\n").rejections())
                .singleElement()
                .satisfies(one -> assertThat(one.word().flag().censored()).isTrue());
    }

    @Test
    void flagOfTheSenderIsKeptAndItsMissingValuesAreMissing() {
        String options = "{'columns':['v','q'],'delimiter':'blanks','comment':'#','missing':[-99.9999],"
                + "'flag':{'column':'q','suspect':[3],'fail':'4','missing':[5]}}";

        assertThat(decode(options, "# level\n  2.341   1\n -0.112\t3\n 9.999  4\n 1  5\n -99.99990  4\n")
                        .measurements())
                .extracting(
                        Measurement::property,
                        Measurement::value,
                        one -> one.flag().flag())
                .containsExactly(
                        tuple("v", 2.341, QualityFlag.GOOD),
                        tuple("v", -0.112, QualityFlag.SUSPECT),
                        tuple("v", 9.999, QualityFlag.FAIL),
                        tuple("v", Double.NaN, QualityFlag.GOOD),
                        tuple("v", Double.NaN, QualityFlag.GOOD));
    }

    @Test
    void blanksThatDoNotBreakALineAreBlanksAroundACell() {
        assertThat(decode("{'columns':['a','b'],'missing':['-']}", "\u00a08\u202f,\u00a0-\u00a0\n")
                        .measurements())
                .extracting(Measurement::value)
                .containsExactly(8.0, Double.NaN);
    }

    @Test
    void thousandsAndEncodingAreThoseOfTheBinding() {
        PayloadDecoder decoder = Decoders.create(
                "csv-lines",
                "{\"columns\":[\"größe\"],\"header\":\"read\",\"time\":\"none\",\"encoding\":\"ISO-8859-1\",\"delimiter\":\";\","
                        + "\"decimal\":\",\",\"thousands\":\".\"}");
        Decoded decoded = decoder.decode(new Message("t", "größe\n1.234,5\n12.34\n".getBytes(ISO_8859_1), null, 0));

        assertThat(decoded.measurements()).containsExactly(new Measurement(0, null, "größe", NO_TIME, 1234.5, null));
        assertThat(decoded.rejections()).extracting(Decoded.Rejection::index).containsExactly(1);
    }

    @Test
    void payloadThatIsNoTextInTheEncodingIsRefusedAndAMarkIsNoPartOfTheFirstColumn() {
        PayloadDecoder decoder = Decoders.create(
                "csv-lines",
                "{\"columns\":[\"größe\"],\"header\":\"read\",\"time\":\"none\",\"encoding\":\"UTF-16LE\"}");
        byte[] marked = "\uFEFFgröße\n1.5\n".getBytes(UTF_16LE);

        assertThat(decoder.decode(new Message("t", marked, null, 0)).measurements())
                .containsExactly(new Measurement(0, null, "größe", NO_TIME, 1.5, null));
        assertThat(decoder.decode(new Message("t", Arrays.copyOf(marked, marked.length - 1), null, 0))
                        .rejections())
                .extracting(Decoded.Rejection::reason, Decoded.Rejection::detail)
                .containsExactly(tuple(MALFORMED, "the payload is not UTF-16LE"));
    }

    private static Decoded decode(String options, String payload) {
        return Decoders.create("csv-lines", options.replace('\'', '"'))
                .decode(new Message("t", payload.getBytes(UTF_8), null, 0));
    }
}
