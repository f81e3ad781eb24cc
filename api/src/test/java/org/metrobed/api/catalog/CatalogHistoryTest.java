package org.metrobed.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;

class CatalogHistoryTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void catalogOfATimeIsTheNewestThatHeldThen() {
        CatalogHistory history = new CatalogHistory(10_000);
        history.add(version(3, Instant.MIN), files("a"));
        history.add(version(7, NOON), files("b"));

        assertThat(history.findAt(Instant.EPOCH)).map(Catalog::version).hasValue(3L);
        assertThat(history.findAt(NOON.minusMillis(1))).map(Catalog::version).hasValue(3L);
        assertThat(history.findAt(NOON)).map(Catalog::version).hasValue(7L);
    }

    @Test
    void catalogIsFoundByItsVersion() {
        CatalogHistory history = new CatalogHistory(10_000);
        for (int i = 0; i < 9; i++) {
            history.add(version(i, NOON.plusSeconds(i)), files("a" + i));
        }
        for (long number = 0; number < 9; number++) {
            assertThat(history.findVersion(number)).map(Catalog::version).hasValue(number);
        }
        assertThat(history.findVersion(9)).isEmpty();
    }

    @Test
    void oldestVersionsAreGivenUpAndTheNewestNever() {
        CatalogHistory history = new CatalogHistory(1);
        history.add(version(3, Instant.MIN), files("a"));
        history.add(version(7, NOON), files("b"));

        assertThat(history.findAt(Instant.EPOCH)).isEmpty();
        assertThat(history.findAt(NOON)).isPresent();
    }

    private static CatalogVersion version(long number, Instant from) {
        return new CatalogVersion(number, "hash", from);
    }

    private static CatalogFiles files(String id) {
        return CatalogFiles.of(
                Map.of(id + "/testbed.yaml", "testbed: { id: %s, name: Town, zone: UTC }\n".formatted(id)));
    }
}
