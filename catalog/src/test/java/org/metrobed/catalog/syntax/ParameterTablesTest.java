package org.metrobed.catalog.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.QualityTest.Place;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.params.Kind;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.Unit;

/** Writes the tables of parameters in docs/CATALOG.md; fails if they differed, and leaves the new ones to commit. */
class ParameterTablesTest {

    private static final Path FILE = Path.of("..", "docs", "CATALOG.md");
    private static final String END = "<!-- end -->";

    @Test
    void tableOfTestsSaysWhatTheirRecordsSay() throws IOException {
        StringBuilder table = new StringBuilder(
                "| Test | Key | Meaning | Unit | Default | Rule |\n| --- | --- | --- | --- | --- | --- |\n");
        for (QualityTest<?, ?> test : QualityTests.list()) {
            if (test.place() == Place.QUALITY || test.place() == Place.QUALITY_WITH_OTHERS) {
                String code = "`" + test.info().code() + "`"
                        + (test.listed() == 0 ? "" : ", a list of at most " + test.listed());
                for (ParamSpec.Description described : test.params().describe()) {
                    table.append("| ").append(code).append(" | ").append(row(described.name(), described.parameter()));
                    code = "";
                }
            }
        }
        assertThatTableIs("<!-- tests:", table.toString());
    }

    @Test
    void tableOfSettingsSaysWhatTheirRecordsSay() throws IOException {
        StringBuilder table =
                new StringBuilder("| Key | Meaning | Unit | Default | Rule |\n| --- | --- | --- | --- | --- |\n");
        ParamSpec.of(DatastreamOptions.class)
                .describe()
                .forEach(described -> table.append("| ").append(row(described.name(), described.parameter())));
        ParamSpec.of(AnomalyDetectionOptions.class)
                .describe()
                .forEach(described -> table.append("| ")
                        .append(row(AnomalyDetectionOptions.KEY + "." + described.name(), described.parameter())));
        assertThatTableIs("<!-- options:", table.toString());
    }

    private static void assertThatTableIs(String marker, String table) throws IOException {
        String text = Files.readString(FILE);
        int begin = text.indexOf('\n', text.indexOf(marker)) + 1;
        int end = text.indexOf(END, begin);
        String committed = text.substring(begin, end);
        if (!committed.equals(table)) {
            Files.writeString(FILE, text.substring(0, begin) + table + text.substring(end));
        }
        assertThat(committed)
                .as("a table of docs/CATALOG.md was out of date; commit the new one")
                .isEqualTo(table);
    }

    private static String row(String name, Parameter parameter) {
        return "`" + name + "` | " + parameter.doc() + " | " + unit(parameter) + " | " + otherwise(parameter) + " | "
                + rule(parameter) + " |\n";
    }

    private static String unit(Parameter parameter) {
        if (parameter.kind() == Kind.WORD) {
            return parameter.words().stream()
                    .map(word -> "`" + Parameter.word(word) + "`")
                    .reduce((a, b) -> a + ", " + b)
                    .orElseThrow();
        }
        return parameter.unit() == Unit.NONE
                ? parameter.kind().words()
                : parameter.unit().words();
    }

    private static String otherwise(Parameter parameter) {
        if (parameter.isNeeded()) {
            return "–";
        }
        return parameter.or().isEmpty() ? parameter.none() : "`" + parameter.or() + "`";
    }

    private static String rule(Parameter parameter) {
        if (!parameter.beside().isEmpty()) {
            return "beside `" + parameter.beside() + "` alone";
        }
        if (parameter.isPositive()) {
            return "above 0";
        }
        return parameter.bounds();
    }
}
