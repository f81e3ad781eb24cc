package org.metrobed.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Settings;

class PipelineConfigTest {

    @Test
    void stateIsOnTheHeapUnlessTheSettingSaysOtherwise() {
        Configuration heap = Pipeline.configuration(PipelineConfig.read(Settings.of(Map.of())));
        assertThat(heap.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
        assertThat(heap.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isFalse();

        Configuration disk =
                Pipeline.configuration(PipelineConfig.read(Settings.of(Map.of("METROBED_STATE_BACKEND", "rocksdb"))));
        assertThat(disk.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(disk.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    }

    @Test
    void otherBackendsAreRefusedWithTheSettingAndTheRule() {
        Settings settings = Settings.of(Map.of("METROBED_STATE_BACKEND", "forst"));
        assertThatThrownBy(() -> PipelineConfig.read(settings))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        refused -> assertThat(refused.errors())
                                .anyMatch(error -> error.contains("METROBED_STATE_BACKEND")
                                        && error.contains("'forst', must be hashmap or rocksdb")));
    }
}
