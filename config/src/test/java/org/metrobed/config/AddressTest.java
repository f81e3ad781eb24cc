package org.metrobed.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static final Setting URL = Setting.of("URL", "where", "tcp://127.0.0.1:1883");

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:1883", "ssl://broker.example.org:8883", "tcp://[::1]:1883"})
    void addressIsTakenAsItStands(String text) {
        assertThat(Address.parse(text, List.of("tcp", "ssl"))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://me:hunter2@broker:1883",
                "tcp://me:hun/ter2@broker",
                "me:hunter2@broker",
                "ssl://hunter2@b"
            })
    void userOrPasswordIsRefusedAndNotRepeated(String text) {
        Settings settings = Settings.of(Map.of("URL", text));

        assertThat(settings.address(URL, "tcp", "ssl")).isEmpty();
        assertThatThrownBy(settings::check)
                .hasMessageStartingWith("URL must not hold a user or password")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("ter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "http://broker:1883", "tcp://", "tcp:broker", "tcp://bad host:1", ""})
    void textThatIsNoSuchAddressIsRefused(String text) {
        Settings settings = Settings.of(Map.of("URL", text));
        settings.address(URL, "tcp", "ssl");

        assertThatThrownBy(settings::check).hasMessageStartingWith("URL is");
    }
}
