package org.metrobed.decoders.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.decoders.spi.Measurement.NO_TIME;
import static org.metrobed.model.DeadLetter.Reason.EMPTY;
import static org.metrobed.model.DeadLetter.Reason.MALFORMED;
import static org.metrobed.model.DeadLetter.Reason.UNSUPPORTED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;

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
                .containsExactly(tuple(-1, MALFORMED, "the header has no column 'no2'"));
    }

    @Test
    void headerWithoutColumnsTakesAllOfThem() {
        assertThat(decode("{'header':'read'}", "a,device,,b\n1,x,9,2\n").measurements())
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
                        new Measurement(1, null, "flow", NO_TIME, -15, null));
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
    @CsvSource({"{'columns':['a']}, ''", "{'header':'skip';'columns':['a']}, a", "{'header':'read'}, a"})
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
                "{'columns':['a'],'separator':'.'} | separator must be no quote",
                "{'columns':['a'],'separator':'\"'} | separator must be no quote",
                "{'columns':['a'],'decimal':','} | separator must be no quote",
                "{'columns':['a'],'decimal':';'} | decimal must be one of",
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

    private static Decoded decode(String options, String payload) {
        return Decoders.create("csv-lines", options.replace('\'', '"'))
                .decode(new Message("t", payload.getBytes(UTF_8), null, 0));
    }
}
