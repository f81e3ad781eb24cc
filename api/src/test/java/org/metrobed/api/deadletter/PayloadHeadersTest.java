package org.metrobed.api.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PayloadHeadersTest {

    @Test
    void whatMayStandInAHeaderStaysAndTheRestIsPercentEncoded() {
        assertThat(PayloadHeaders.safe("metrobed/v1/toyville/gw-1/up")).isEqualTo("metrobed/v1/toyville/gw-1/up");
        assertThat(PayloadHeaders.safe("a b%\u00fc\u007f")).isEqualTo("a%20b%25%C3%BC%7F");
    }

    @Test
    void aTopicCannotAddAHeader() {
        assertThat(PayloadHeaders.safe("x\r\nSet-Cookie: a=b")).isEqualTo("x%0D%0ASet-Cookie:%20a=b");
    }
}
