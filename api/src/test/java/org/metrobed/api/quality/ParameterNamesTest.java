package org.metrobed.api.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.params.ParamSpec;

/**
 * A parameter has one name: in a bundle (the reader asks for what the record says; TestNamesTest of the catalog states each), in the
 * documents, in the API and in the JSON Schema of bundles.
 */
class ParameterNamesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final String DETECTION = "anomaly-detection.";

    static Stream<QualityTest<?, ?>> tests() {
        return QualityTests.list().stream();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void documentOfTestsTellsTheNamesOfTheRecord(QualityTest<?, ?> test) throws IOException {
        String section = Arrays.stream(
                        Files.readString(DOCS.resolve("RULES.md")).split("\n## "))
                .filter(text -> text.startsWith(test.info().code() + "\n"))
                .findFirst()
                .orElseThrow();

        assertThat(section.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .toList())
                .isEqualTo(names(test.params()));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void servedTestTellsTheNamesOfTheRecord(QualityTest<?, ?> test) {
        assertThat(QualityTestView.of(test).thresholds())
                .extracting(QualityTestView.ThresholdView::name)
                .isEqualTo(names(test.params()));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void schemaOfBundlesKnowsTheNamesOfTheRecord(QualityTest<?, ?> test) throws IOException {
        JsonNode layer = layer();
        String way = "/quality/properties/" + test.info().code();
        switch (test.place()) {
            case NOWHERE -> assertThat(layer.at(way).isMissingNode()).isTrue();
            case RANGES -> assertThatNamesAre(layer.at("/ranges"), names(test.params()), List.of("per"));
            case QUALITY, QUALITY_WITH_OTHERS -> {
                JsonNode stated = layer.at(way + "/anyOf/1");
                assertThatNamesAre(test.listed() > 0 ? stated.path("items") : stated, names(test.params()), List.of());
            }
        }
    }

    static Stream<String> settings() {
        return Stream.concat(
                names(ParamSpec.of(DatastreamOptions.class)).stream(),
                names(ParamSpec.of(AnomalyDetectionOptions.class)).stream().map(name -> DETECTION + name));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingOfADatastreamIsInSchemaAndDocument(String name) throws IOException {
        String way = name.startsWith(DETECTION)
                ? "/anomaly-detection/anyOf/1/properties/" + name.substring(DETECTION.length())
                : "/" + name;

        assertThat(layer().at(way).isMissingNode()).isFalse();
        assertThat(Files.readString(DOCS.resolve("CATALOG.md"))).contains("\n| `" + name + "` |");
    }

    @Test
    void olderNamesAreDeprecatedInTheSchema() throws IOException {
        assertThat(ParamSpec.of(DatastreamOptions.class).publics().flatMap(one -> one.aliases().stream()))
                .containsExactly("allowance", "grace");
        for (String old : List.of("allowance", "grace", "watch")) {
            assertThat(layer().at("/" + old + "/deprecated").asBoolean())
                    .as(old)
                    .isTrue();
        }
    }

    private static void assertThatNamesAre(JsonNode record, List<String> names, List<String> others) {
        for (String name : names) {
            JsonNode at = record;
            for (String key : name.split("\\.", -1)) {
                at = at.path("properties").path(key.replace("[]", ""));
                at = key.endsWith("[]") ? at.path("items") : at;
            }
            assertThat(at.isMissingNode()).as(name).isFalse();
        }
        List<String> first = names.stream()
                .map(name -> name.split("\\.", -1)[0].replace("[]", ""))
                .distinct()
                .toList();
        assertThat(record.path("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(first.stream(), others.stream()).toList());
    }

    private static JsonNode layer() throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(DOCS.resolve("bundle.schema.json")))
                .at("/definitions/layer/properties");
    }

    private static List<String> names(ParamSpec<?> spec) {
        return spec.describe().stream().map(ParamSpec.Description::name).toList();
    }
}
