package org.metrobed.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.TlsRefusal;
import org.metrobed.topics.Topics;

class CatalogFeedTest {

    @Test
    void kafkaThatRefusesTheConnectionIsTriedAgain() throws Exception {
        try (TlsRefusal kafka = TlsRefusal.start();
                CatalogFeed feed =
                        CatalogFeed.start("ssl://" + kafka.address(), new Topics("feed."), InstantSource.system())) {
            Eventually.await("a third attempt", Duration.ofSeconds(60), () -> kafka.handshakes() >= 3);
            assertThat(feed.isKnown()).isFalse();
        }
    }
}
