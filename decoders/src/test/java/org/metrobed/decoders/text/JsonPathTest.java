package org.metrobed.decoders.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.spi.DecoderOptionException;

/** {@link JsonPath} and {@link JsonCondition} from a {@link PlacedNode}. */
class JsonPathTest {

    private static final String MESSAGE =
            "{'a/b':{'~c':[10,[20,30]]},'s':'x, y','names':['u','v'],'map':{'k':{'w':4}},'n':null,'01':1}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "root:/a~1b/~0c/1/1 | 30",
                "/w | 4",
                "up:/k/w | 4",
                "up:up:/s | \"x, y\"",
                "key: | \"k\"",
                "index: | 0",
                "up:key: | \"map\"",
                "root:/names/{index} | \"u\"",
                "root:/map/{key}/w | 4",
                "root:/s/{,}/1 | \"y\"",
                "root:/n | null",
                "root:/01 | 1",
            })
    void pathFindsANode(String path, String expected) throws IOException {
        assertThat(JsonPath.parse("p", path).find(place())).isNotNull().hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x",
                "root:/names/2",
                "root:/names/00",
                "root:/names/-",
                "root:/names/x",
                "up:up:up:/s",
                "up:up:key:",
                "root:/n/x",
                "root:/map/{,}/0"
            })
    void pathToNothingFindsNothing(String path) throws IOException {
        assertThat(JsonPath.parse("p", path).find(place())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "root:x", "up:root:/x", "/a~2", "/a~", "up:x", "key:/a", "up:up:up:up:up:up:up:up:up:/a"})
    void textThatIsNoPathIsRefused(String path) {
        assertThatThrownBy(() -> JsonPath.parse("p", path))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessageStartingWith("p must be a JSON Pointer");
    }

    @Test
    void longTextIsNotDivided() throws IOException {
        PlacedNode long4097 = PlacedNode.root(Json.tree("\"" + ",".repeat(4_097) + "\""));
        PlacedNode long4096 = PlacedNode.root(Json.tree("\"" + ",".repeat(4_096) + "\""));

        assertThat(JsonPath.parse("p", "/{,}/0").find(long4097)).isNull();
        assertThat(JsonPath.parse("p", "/{,}/0").find(long4096)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'path':'/w'} | true",
                "{'path':'/x'} | false",
                "{'path':'root:/n'} | false",
                "{'path':'/w','is':4} | true",
                "{'path':'/w','is':[3,'4']} | true",
                "{'path':'/w','is':5} | false",
                "{'path':'/x','is':5} | false",
                "{'path':'/w','is-not':5} | true",
                "{'path':'/w','is-not':[4]} | false",
                "{'path':'/x','is-not':5} | true",
                "{'path':'/x','absent':true} | true",
                "{'path':'root:/n','absent':true} | true",
                "{'path':'/w','absent':true} | false",
                "{'path':'root:/map','is':''} | false",
            })
    void conditionHolds(String condition, boolean holds) throws IOException {
        PlacedNode place = place();
        assertThat(JsonCondition.list("when", json(condition), false).stream().allMatch(one -> one.test(place)))
                .isEqualTo(holds);
    }

    /** The member k of the map, entered from the message. */
    private static PlacedNode place() throws IOException {
        PlacedNode root = PlacedNode.root(json(MESSAGE));
        JsonNode map = root.node().get("map");
        PlacedNode outer = new PlacedNode(map, "map", 3, root);
        return new PlacedNode(map.get("k"), "k", 0, outer);
    }

    private static JsonNode json(String text) throws IOException {
        return Json.tree(text.replace('\'', '"'));
    }
}
