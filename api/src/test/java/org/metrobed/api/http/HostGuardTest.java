package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostGuardTest {

    private final HostGuard guard = new HostGuard("127.0.0.1", List.of("sensors.city.example", "Proxy.City.Example."));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LocalHost.:8080",
                "127.0.0.1",
                "127.0.0.1:8080",
                "10.1.2.3:80",
                "[::1]:8080",
                "[::1]",
                "sensors.city.example",
                "SENSORS.city.example:443",
                "proxy.city.example"
            })
    void addressesOfThisMachineAndItsNamesPass(String host) {
        assertThat(guard.isOurs(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1.evil.example:8080",
                "sensors.city.example.evil.example",
                "evil.example#localhost",
                "[::1].evil.example",
                ""
            })
    void namesOfElsewhereDoNot(String host) {
        assertThat(guard.isOurs(host)).isFalse();
    }
}
