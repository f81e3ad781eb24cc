package org.metrobed.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageLinksTest {

    @Test
    void linkOpensTheAlert() {
        assertThat(new PageLinks("https://city.example/").alert("0b1c-2"))
                .isEqualTo("https://city.example/alert/0b1c-2");
    }
}
