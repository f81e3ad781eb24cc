package org.metrobed.decoders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.StatusSignal;

/** What golden payloads do not cover of {@link ByCaseDecoder} and {@link MessageCondition}. */
class ByCaseDecoderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | cases is needed",
                "{'cases':[]} | cases must be a list of 1 to 32 maps",
                "{'cases':[{'decoder':'none'}],'take':'last'} | take must be first or all",
                "{'cases':[{'decoder':'nothing'}]} | cases.0.decoder must be the name of a decoder",
                "{'cases':[{'decoder':'sparkplug-b'}]} | cases.0.decoder must be the name of a decoder that keeps no sessions",
                "{'cases':[{'decoder':'by-case'}]} | cases.0.decoder must be",
                "{'cases':[{'decoder':'none','if':{}}]} | cases.0.if is none of",
                "{'cases':[{'decoder':'tts-v3','options':{'simulated':'maybe'}}]} | cases.0.options: simulated must be",
                "{'cases':[{'decoder':'none','when':{'path':'a'}}]} | cases.0.when.path must be a JSON Pointer",
                "{'cases':[{'decoder':'none','when':{'is':1}}]} | cases.0.when must be a map of path",
                "{'cases':[{'decoder':'none','when':{'path':'/a','is':{}}}]} | cases.0.when must compare with",
                "{'cases':[{'decoder':'none','when':{'topic':'a/#/b'}}]} | cases.0.when.topic: level 2",
                "{'cases':[{'decoder':'none','when':{'topic':'a','path':'/b'}}]} | cases.0.when.topic must be a template",
                "{'cases':[{'decoder':'none','when':{'first-byte':256}}]} | cases.0.when.first-byte must be a number",
            })
    void optionThatCannotBeUsedIsNamed(String options, String message) {
        assertThatThrownBy(() -> Decoders.create("by-case", options.replace('\'', '"')))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void signsOfOneCaseStandBesideReadingsOfAnother() {
        var decoded = Decoders.create(
                        "by-case",
                        "{\"take\":\"all\",\"cases\":[{\"decoder\":\"status\"},{\"decoder\":\"json-pointer\",\"options\":{\"fields\":{\"t\":\"/temperature\"}}}]}")
                .decode(new Message("t", "{\"status\":\"online\",\"temperature\":18.5}".getBytes(UTF_8), null, 0));

        assertThat(decoded.signs()).extracting(StatusSignal::state).containsExactly(StatusSignal.State.ONLINE);
        assertThat(decoded.measurements()).extracting(Measurement::value).containsExactly(18.5);
    }

    @Test
    void datesOfACaseAreDates() {
        assertThat(Decoders.create(
                                "by-case",
                                "{\"cases\":[{\"decoder\":\"csv-lines\",\"options\":{\"columns\":[\"time\",\"r\"],\"time-format\":\"yyyy-MM-dd\",\"zone\":\"Europe/Paris\"}}]}")
                        .readsDates())
                .isTrue();
    }
}
