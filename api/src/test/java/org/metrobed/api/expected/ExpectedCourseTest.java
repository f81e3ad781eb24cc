package org.metrobed.api.expected;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.testkit.Observations;

/** What is expected at a time follows from the readings before it. */
class ExpectedCourseTest {

    private static final long MINUTE = 60_000_000L;
    private static final long STEP = 5 * MINUTE;
    private static final long START = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli() * 1_000;
    private static final long HOUR = 60 * MINUTE;

    private static final DatastreamSettings SETTINGS = CatalogReader.read(
                    CatalogFiles.readFolder(Path.of("../bundles")), 0)
            .findDatastream("riverbend/air-ferry-landing/pm25")
            .orElseThrow()
            .settings();

    @Test
    void ordinaryValuesAreWithinTheBand() {
        ExpectedCourse course = course(START + 20 * HOUR);
        feed(course, 0, 24 * 60, 12);
        List<ExpectedView> rows = course.upTo(START + 24 * HOUR);
        assertThat(rows).hasSize(48);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.low()).isLessThanOrEqualTo(12.5);
            assertThat(row.high()).isGreaterThanOrEqualTo(11.5);
            assertThat(row.expected()).isBetween(row.low(), row.high());
        });
        assertThat(rows.get(0).time()).isEqualTo(Instant.parse("2026-05-01T20:00:00Z"));
    }

    @Test
    void laterReadingsDoNotChangeWhatWasExpected() {
        ExpectedCourse calm = course(START + 20 * HOUR);
        ExpectedCourse loud = course(START + 20 * HOUR);
        feed(calm, 0, 24 * 60, 12);
        feed(loud, 0, 22 * 60, 12);
        feed(loud, 22 * 60, 24 * 60, 80);
        long end = START + 22 * HOUR;
        assertThat(loud.upTo(end).subList(0, 24)).isEqualTo(calm.upTo(end).subList(0, 24));
    }

    @Test
    void timesAfterTheLastReadingAreWhatIsExpectedNext() {
        ExpectedCourse course = course(START + 23 * HOUR);
        feed(course, 0, 24 * 60, 12);
        assertThat(course.upTo(START + 25 * HOUR)).hasSize(24);
    }

    @Test
    void nothingIsExpectedBeforeAnyReading() {
        assertThat(course(START).upTo(START + HOUR)).isEmpty();
    }

    private static ExpectedCourse course(long fromMicros) {
        return new ExpectedCourse(SETTINGS, fromMicros, STEP);
    }

    private static void feed(ExpectedCourse course, int fromMinute, int toMinute, double level) {
        for (int minute = fromMinute; minute < toMinute; minute++) {
            course.take(reading(minute, level + 0.5 * Math.sin(minute)));
        }
    }

    private static Observation reading(int minute, double value) {
        return Observations.observation()
                .of("riverbend/air-ferry-landing/pm25")
                .at(Instant.ofEpochMilli((START + minute * MINUTE) / 1_000))
                .value(value)
                .build();
    }
}
