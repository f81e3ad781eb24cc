package org.metrobed.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageLinksTest {

    @Test
    void linkChoosesTheDatastream() {
        assertThat(new PageLinks("https://city.example/").of("city/station/pm25"))
                .isEqualTo("https://city.example/#city%2Fstation%2Fpm25");
    }
}
