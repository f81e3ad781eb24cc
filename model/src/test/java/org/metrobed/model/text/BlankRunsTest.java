package org.metrobed.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BlankRunsTest {

    @Test
    void runOfBlanksAndTabsIsOneBlankAndLinesHaveNoneAtTheirEnds() throws IOException {
        assertThat(read("  a \t b\t\tc  \r\n\n \t1  2 3\t")).isEqualTo("a b c\r\n\n1 2 3");
    }

    @Test
    void blanksWithinQuotesStay() throws IOException {
        assertThat(read("\"a  b\"   \"c \"\"  d\"\n5\"  x  y")).isEqualTo("\"a  b\" \"c \"\"  d\"\n5\" x y");
    }

    private static String read(String text) throws IOException {
        StringWriter result = new StringWriter();
        new BlankRuns(new StringReader(text), '"').transferTo(result);
        return result.toString();
    }
}
