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
    void withoutDeviceOrTestbedThereIsNoDatastream() {
        assertThat(binding.findDatastreamId(Map.of("testbed", "town"), null, "o3"))
                .isEmpty();
        assertThat(binding.findDatastreamId(Map.of("thing", "air-01"), null, "o3"))
                .isEmpty();
    }
}
