package org.metrobed.stream.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.metrobed.catalog.Catalog;

@Timeout(20)
class CatalogTimelineTest {

    private final CatalogTimeline timeline = new CatalogTimeline();

    @Test
    void firstVersionHoldsFromTheBeginning() throws InterruptedException {
        timeline.addVersion(100_000, Catalog.empty(7));
        assertThat(timeline.at(0).catalog().version()).isEqualTo(7);
        assertThat(timeline.at(105_000).catalog().version()).isEqualTo(7);
    }

    @Test
    void laterVersionHoldsFromItsAppendTimePlusTheLead() throws InterruptedException {
        timeline.addVersion(100_000, Catalog.empty(7));
        timeline.addVersion(200_000, Catalog.empty(9));
        assertThat(timeline.at(204_999).catalog().version()).isEqualTo(7);
        assertThat(timeline.at(205_000).catalog().version()).isEqualTo(9);
    }

    @Test
    void askerWaitsUntilTheCatalogIsKnownThatFar() throws Exception {
        timeline.heard(999_000); // heartbeats before the first version promise nothing
        CompletableFuture<Long> asked = CompletableFuture.supplyAsync(() -> version(150_000));
        timeline.addVersion(100_000, Catalog.empty(7));
        assertThat(asked.isDone()).isFalse();
        timeline.addVersion(120_000, Catalog.empty(8));
        timeline.heard(145_000);
        assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo(8);
    }

    @Test
    void failureOfTheReaderEndsTheWaiting() {
        timeline.fail(new IllegalStateException("gone"));
        assertThatThrownBy(() -> timeline.at(1))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("gone");
    }

    private long version(long receivedMillis) {
        try {
            return timeline.at(receivedMillis).catalog().version();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
