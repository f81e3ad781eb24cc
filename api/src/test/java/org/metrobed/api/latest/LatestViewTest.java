package org.metrobed.api.latest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;

/** The newest value of a mean of five minutes, which is old after a quarter of an hour. */
class LatestViewTest {

    private static final Instant AS_OF = Instant.parse("2026-05-01T12:00:00Z");

    private final Catalog catalog = CatalogReader.read(CatalogFiles.readFolder(Path.of("../bundles")), 0);
    private final Datastream datastream =
            catalog.findDatastream("riverbend/gauge-upstream/water-level").orElseThrow();

    @ParameterizedTest(name = "observed {0}, received {1}: stale {2}")
    @CsvSource({
        "2026-05-01T11:40:00Z, 2026-05-01T11:45:00Z, 900, false",
        "2026-05-01T11:39:59Z, 2026-05-01T11:45:00Z, 901, true",
        "2026-04-30T11:55:00Z, 2026-05-01T12:00:00Z, 86400, true",
    })
    void valueIsStaleByItsAgeAlsoIfItWasReceivedJustNow(Instant observed, Instant received, double age, boolean stale) {
        LatestView view = LatestView.of(datastream, catalog, newest(observed, received), AS_OF.toEpochMilli());

        assertThat(view.staleAfterSeconds()).isEqualTo(900);
        assertThat(view.ageSeconds()).isEqualTo(age);
        assertThat(view.stale()).isEqualTo(stale);
    }

    private Observation newest(Instant observed, Instant received) {
        return ObservationBuilder.builder()
                .datastream(datastream.id().value())
                .phenomenonMicros(observed.toEpochMilli() * 1_000)
                .result(1)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 1, 0))
                .receivedMillis(received.toEpochMilli())
                .build();
    }
}
