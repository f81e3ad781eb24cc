package org.metrobed.decoders.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;

class CsvLineKindsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':1,'columns':['a']} | kind needs lines",
                "{'lines':{}} | lines must be a map of at least one kind",
                "{'lines':{'1':[]}} | lines.1 must be a map with columns",
                "{'lines':{'1':{'columns':['a'],'header':'read'}}} | lines.1.header is none of",
                "{'lines':{'1':{}}} | lines.1: columns is needed",
                "{'lines':{'1':{'columns':['a'],'value':'b'}}} | lines.1: property and value belong together",
                "{'lines':{'1':{'columns':['a']}},'columns':['a']} | columns and header do not stand beside lines",
                "{'lines':{'1':{'columns':['a']}},'kind':0} | kind must be a whole number from 1",
                "{'lines':{'1':{'columns':['a']}},'other-lines':'keep'} | other-lines must be reject or ignore",
                "{'zone':'Europe/Vienna','lines':{'1':{'columns':['k','t','a'],'time':'t','time-format':'yyyy-MM-dd'},"
                        + "'2':{'columns':['k','t','a'],'time':'t','time-format':'iso'}}} | time-format of lines must be dates in all kinds",
            })
    void optionThatCannotBeUsedIsNamed(String options, String message) {
        assertThatThrownBy(() -> Decoders.create("csv-lines", options.replace('\'', '"')))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessageStartingWith(message);
    }

    /** In a map without an order, the result would depend on the run of Java. */
    @Test
    void whatKindsHaveInCommonIsThatOfTheFirstWithATime() {
        for (String names : List.of("a,b,c,d,e,f,g,h", "h,g,f,e,d,c,b,a")) {
            StringBuilder lines = new StringBuilder("{\"lines\":{\"0\":{\"columns\":[\"k\"]}");
            for (String name : names.split(",", -1)) {
                lines.append(",\"")
                        .append(name)
                        .append("\":{\"columns\":[\"k\",\"t\",\"")
                        .append(name)
                        .append("\"],\"time\":\"t\"}");
            }
            CsvLineKinds kinds =
                    CsvLineKinds.find(DecoderOptions.parse(lines + "}}")).orElseThrow();

            assertThat(kinds.common().columns()).containsExactly("k", "t", names.substring(0, 1));
        }
    }

    @Test
    void kindStandsInTheCellThatTheBindingNames() {
        CsvLineKinds kinds = CsvLineKinds.find(
                        DecoderOptions.parse("{\"kind\":2,\"lines\":{\"T\":{\"columns\":[\"time\",\"\",\"t\"]}}}"))
                .orElseThrow();

        assertThat(kinds.find(List.of("1", " T ", "18.5"))).contains(kinds.common());
        assertThat(kinds.find(List.of("T", "1"))).isEmpty();
        assertThat(kinds.find(List.of("T"))).isEmpty();
        assertThat(kinds.show(List.of("T"))).isEqualTo("it has 1 cells");
    }
}
