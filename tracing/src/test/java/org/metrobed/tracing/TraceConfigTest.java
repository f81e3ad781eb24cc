package org.metrobed.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Settings;

class TraceConfigTest {

    @Test
    void isOffByDefault() {
        assertThat(read(Map.of()).isOn()).isFalse();
    }

    @Test
    void readsTheCollectorAndTheShare() {
        assertThat(read(Map.of("METROBED_TRACE_COLLECTOR", "https://otel:4318", "METROBED_TRACE_ONE_IN", "50")))
                .isEqualTo(new TraceConfig("https://otel:4318", 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel:4317", "grpc://otel:4317", "http://", "not an address"})
    void refusesAnAddressThatIsNotHttp(String address) {
        assertThatThrownBy(() -> read(Map.of("METROBED_TRACE_COLLECTOR", address)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("METROBED_TRACE_COLLECTOR")
                .hasMessageContaining("must be like http://127.0.0.1:4318");
    }

    @Test
    void refusesAShareOfZero() {
        assertThatThrownBy(() -> read(Map.of("METROBED_TRACE_ONE_IN", "0")))
                .hasMessageContaining("METROBED_TRACE_ONE_IN");
    }

    private static TraceConfig read(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        TraceConfig config = TraceConfig.read(settings);
        settings.check();
        return config;
    }
}
