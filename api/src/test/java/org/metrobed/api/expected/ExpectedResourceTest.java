package org.metrobed.api.expected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.api.http.ProblemException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Observation;
import org.metrobed.store.query.RowSource;
import org.metrobed.testkit.Observations;

/** {@link ExpectedResource} repeats the detector over a bounded number of readings. */
class ExpectedResourceTest {

    private static final String DATASTREAM = "riverbend/air-ferry-landing/pm25";
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
    private static final int PIECE = 1_000;

    @Test
    void tooManyReadingsAreRefusedBeforeAllAreRead() {
        Seconds readings = new Seconds();
        assertThatThrownBy(() -> ExpectedResource.takeAll(readings, course()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().errors())
                                .singleElement()
                                .satisfies(breach -> {
                                    assertThat(breach.parameter()).isEqualTo("datetime");
                                    assertThat(breach.rule()).contains("more than 100000 readings", "shorter range");
                                }));
        assertThat(readings.read).isEqualTo(ExpectedResource.MOST_TAKEN + PIECE);
    }

    @Test
    void rangeOfManyReadingsLeavesFewerToLearnFrom() {
        long second = 1_000_000;
        assertThat(ExpectedResource.learningMicros(6 * 3_600 * second, second)).isEqualTo(50_000 * second);
        assertThat(ExpectedResource.learningMicros(86_400 * second, second)).isEqualTo(8_600 * second);
        assertThat(ExpectedResource.learningMicros(31 * 86_400 * second, second))
                .isZero();
        assertThat(ExpectedResource.learningMicros(31 * 86_400 * second, 60 * second))
                .isEqualTo(28 * 86_400 * second);
    }

    private static ExpectedCourse course() {
        return new ExpectedCourse(
                CatalogReader.read(CatalogFiles.readFolder(Path.of("../bundles")), 0)
                        .findDatastream(DATASTREAM)
                        .orElseThrow()
                        .settings(),
                START.toEpochMilli() * 1_000,
                300_000_000L);
    }

    /** A reading each second of two days. */
    private static final class Seconds implements RowSource<Observation> {

        private int read;

        @Override
        public List<Observation> next() {
            List<Observation> piece = new ArrayList<>();
            while (piece.size() < PIECE && read < 2 * 86_400) {
                piece.add(Observations.observation()
                        .of(DATASTREAM)
                        .at(START.plusSeconds(read))
                        .value(12 + read % 5)
                        .build());
                read++;
            }
            return piece;
        }
    }
}
