package org.metrobed.stream.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.metrobed.catalog.Catalog;

@Timeout(120)
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
        timeline.advanceTo(999_000); // heartbeats before the first version say nothing about the catalog
        CompletableFuture<Long> asked = CompletableFuture.supplyAsync(() -> version(150_000));
        timeline.addVersion(100_000, Catalog.empty(7));
        assertThat(asked.isDone()).isFalse();
        timeline.addVersion(120_000, Catalog.empty(8));
        timeline.advanceTo(145_000);
        assertThat(asked.get(60, TimeUnit.SECONDS)).isEqualTo(8);
    }

    @Test
    void failureOfTheReaderEndsTheWaiting() {
        timeline.fail(new IllegalStateException("gone"));
        assertThatThrownBy(() -> timeline.at(1))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("gone");
    }

    @Test
    void skippedRecordLeavesTheVersionBeforeInForceAndPromisesLikeAnyOther() throws Exception {
        timeline.addVersion(100_000, Catalog.empty(7));
        timeline.addSkipped(200_000, 8, "not a catalog record");
        timeline.addVersion(300_000, Catalog.empty(9));

        assertThat(version(205_000)).isEqualTo(7);
        assertThat(version(304_999)).isEqualTo(7);
        assertThat(version(305_000)).isEqualTo(9);
        assertThat(timeline.skipped()).isEqualTo(1);
    }

    @Test
    void skippedRecordBeforeTheFirstVersionDoesNotTakeTheBeginningOfTheLogFromIt() throws Exception {
        timeline.addSkipped(100_000, 0, "not a catalog record");
        assertThat(timeline.knownMillis()).isEqualTo(Long.MIN_VALUE);
        timeline.addVersion(200_000, Catalog.empty(1));

        assertThat(version(0)).isEqualTo(1);
    }

    @Test
    void skippedRecordsInARowAreOneFaultWhichTheNextVersionEnds() throws Exception {
        timeline.addVersion(100_000, Catalog.empty(7));
        timeline.addSkipped(200_000, 8, "first");
        timeline.addSkipped(210_000, 9, "second");
        timeline.addVersion(300_000, Catalog.empty(10));
        timeline.markLoaded();

        CatalogNotice opens = new CatalogNotice(205_000, 8, 200_000, CatalogNotice.NONE, 1, "first");
        CatalogNotice ends = new CatalogNotice(305_000, 8, 200_000, 10, 2, "first");
        assertThat(timeline.noticesUpTo(204_999, 0)).isEmpty();
        assertThat(timeline.noticesUpTo(304_999, 0)).containsExactly(opens);
        assertThat(timeline.noticesUpTo(305_000, 0)).containsExactly(opens, ends);
        assertThat(timeline.noticesUpTo(305_000, 1)).containsExactly(ends);
    }

    @Test
    void problemIsCutToWhatAnAlertHolds() throws Exception {
        timeline.addSkipped(0, 1, "x".repeat(100_000));
        timeline.markLoaded();
        assertThat(timeline.noticesUpTo(5_000, 0).get(0).problem()).hasSize(500);
    }

    @Test
    void noticesWaitUntilTheTopicWasReadToItsEndOnce() throws Exception {
        timeline.addSkipped(100_000, 0, "not a catalog record");
        CompletableFuture<Integer> asked = CompletableFuture.supplyAsync(() -> countNotices(200_000));
        assertThat(asked.isDone()).isFalse();
        timeline.markLoaded();
        assertThat(asked.get(60, TimeUnit.SECONDS)).isEqualTo(1);
    }

    /** A record that is skipped at 205,000 can still come. */
    @Test
    void noticesWaitUntilTheCatalogIsKnownThatFar() throws Exception {
        timeline.addVersion(100_000, Catalog.empty(7));
        timeline.markLoaded();
        CompletableFuture<Integer> asked = new CompletableFuture<>();
        Thread asker = new Thread(() -> asked.complete(countNotices(210_000)));
        asker.start();
        while (asker.isAlive() && asker.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(asked.isDone()).isFalse();
        timeline.addSkipped(204_000, 8, "not a catalog record");
        assertThat(asked.isDone()).isFalse();
        timeline.advanceTo(205_000);
        assertThat(asked.get(60, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void noticesBeforeTheFirstVersionDoNotWaitForIt() throws Exception {
        timeline.addSkipped(100_000, 0, "not a catalog record");
        timeline.markLoaded();
        assertThat(timeline.noticesUpTo(200_000, 0)).hasSize(1);
    }

    @Test
    void failureOfTheReaderEndsTheWaitingForNotices() {
        timeline.fail(new IllegalStateException("gone"));
        assertThatThrownBy(() -> timeline.noticesUpTo(1, 0)).hasRootCauseMessage("gone");
    }

    private int countNotices(long logMillis) {
        try {
            return timeline.noticesUpTo(logMillis, 0).size();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long version(long receivedMillis) {
        try {
            return timeline.at(receivedMillis).catalog().version();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
