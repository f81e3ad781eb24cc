package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, auto, http://localhost:8888, true",
        "127.0.0.1, auto, http://127.0.0.1:1, true",
        "127.0.0.1, auto, http://[::1]:80, true",
        "127.0.0.1, auto, https://maps.example.org, false",
        "127.0.0.1, auto, null, false",
        "127.0.0.1, auto, http://localhost.evil.example, false",
        "127.0.0.1, auto, http://user@localhost, false",
        "127.0.0.1, auto, http://1.2.3, false",
        "127.0.0.1, auto, http://-, false",
        "127.0.0.1, auto, http://[:::], false",
        "0.0.0.0, auto, https://maps.example.org, true",
        "0.0.0.0, auto, null, true",
        "127.0.0.1, *, https://maps.example.org, true",
        "0.0.0.0, none, http://localhost:8888, false",
        "0.0.0.0, https://maps.example.org, https://maps.example.org, true",
        "0.0.0.0, https://maps.example.org, http://maps.example.org, false",
        "0.0.0.0, https://maps.example.org, https://maps.example.org:444, false"
    })
    void originIsAllowed(String listensOn, String setting, String origin, boolean allowed) {
        CrossOrigin rules = new CrossOrigin(listensOn, CrossOrigin.check(List.of(setting)));
        assertThat(rules.isAllowed(origin)).isEqualTo(allowed);
    }

    @Test
    void originIsComparedAsABrowserWritesIt() {
        assertThat(CrossOrigin.check(List.of("https://Maps.Example.org/"))).containsExactly("https://maps.example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maps.example.org", "https://maps.example.org/path", "*.example.org", "any"})
    void settingThatIsNoOriginIsRefused(String setting) {
        assertThatThrownBy(() -> CrossOrigin.check(List.of(setting)))
                .hasMessageContaining("must be auto, *, none or origins such as https://example.org");
    }

    @Test
    void wordStandsAlone() {
        assertThatThrownBy(() -> CrossOrigin.check(List.of("auto", "https://a.example")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
