package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.model.TopicTemplate;

class BindingTest {

    private final Binding binding = Binding.of(
            "town/b",
            TopicTemplate.parse("x/{testbed}/{thing}"),
            "senml-json",
            null,
            Map.of("DEV 1", "air-01"),
            Map.of("PM2.5", "pm25"));

    @Test
    void topicSaysTestbedAndThing() {
        assertThat(binding.findDatastreamId(Map.of("testbed", "town", "thing", "air-02"), null, "o3"))
                .hasValue("town/air-02/o3");
    }

    /** Homie and Home Assistant publish each value on a topic of its own. */
    @Test
    void topicNamesThePropertyOfABareValueAndQualifiesOtherFields() {
        Map<String, String> captures = Map.of("testbed", "town", "thing", "air-02", "property", "PM2.5");

        assertThat(binding.findDatastreamId(captures, null, "value")).hasValue("town/air-02/pm25");
        assertThat(binding.findDatastreamId(captures, null, "max")).hasValue("town/air-02/PM2.5.max");
    }

    @Test
    void mapsRenameDeviceAndField() {
        assertThat(binding.findDatastreamId(Map.of("testbed", "town"), "DEV 1", "PM2.5"))
                .hasValue("town/air-01/pm25");
    }

    @Test
    void topicGoesBeforePayload() {
        assertThat(binding.findDatastreamId(Map.of("testbed", "town", "thing", "air-02"), "DEV 1", "o3"))
                .hasValue("town/air-02/o3");
    }

    @Test
    void constantTestbedGoesBeforeTopic() {
        Binding own = Binding.of("port/b", binding.topic(), "senml-json", "port", Map.of(), Map.of());

        assertThat(own.findDatastreamId(Map.of("testbed", "town"), "DEV 1", "o3"))
                .hasValue("port/DEV 1/o3");
    }

    @Test
    void deviceThatIsNotListedIsIgnoredIfTheBindingSaysSo() {
        Binding listed = BindingBuilder.builder()
                .name("town/c")
                .topic(binding.topic())
                .decoder("senml-json")
                .options("")
                .key("")
                .testbed("town")
                .devices(Map.of("DEV 1", "air-01"))
                .listedDevicesOnly(true)
                .fields(Map.of())
                .others(Binding.Others.SAME_NAME)
                .build();

        assertThat(listed.findThing(Map.of(), "DEV 1")).hasValue("town/air-01");
        assertThat(listed.ignoresDevice(Map.of(), "DEV 1")).isFalse();
        for (String other : new String[] {"DEV 2", "air-01"}) {
            assertThat(listed.ignoresDevice(Map.of(), other)).isTrue();
            assertThat(listed.findThing(Map.of(), other)).isEmpty();
        }
        assertThat(listed.ignoresDevice(Map.of(), null)).as("nobody is named").isFalse();
        assertThat(listed.ignoresDevice(Map.of("thing", "DEV 2"), "DEV 1"))
                .as("the topic goes first")
                .isTrue();
    }

    @Test
    void keyIsFilledFromTheTopicAndIsTheTopicIfThereIsNone() {
        Map<String, String> captures = Map.of("testbed", "town", "thing", "$1 {x}");
        assertThat(binding.key("x/town/$1 {x}", captures)).isEqualTo("x/town/$1 {x}");
        assertThat(BindingBuilder.builder(binding).key("k/{thing}").build().key("x/town/$1 {x}", captures))
                .isEqualTo("k/$1 {x}");
    }

    @Test
    void withoutDeviceOrTestbedThereIsNoDatastream() {
        assertThat(binding.findDatastreamId(Map.of("testbed", "town"), null, "o3"))
                .isEmpty();
        assertThat(binding.findDatastreamId(Map.of("thing", "air-01"), null, "o3"))
                .isEmpty();
    }
}
