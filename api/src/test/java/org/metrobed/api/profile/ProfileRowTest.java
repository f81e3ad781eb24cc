package org.metrobed.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.profile.ClassProfile;
import org.metrobed.analysis.profile.ProfileKind;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.window.WindowFlags;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/** {@link ProfileRow} and {@link WindowFlags}. */
class ProfileRowTest {

    private static final ProfileRow NOON = row("city/b/pm25", 12);

    @Test
    void listGoesOnBehindAPlace() {
        assertThat(NOON.isAfter(List.of())).isTrue();
        assertThat(NOON.isAfter(row("city/a/pm25", 23).key())).isTrue();
        assertThat(NOON.isAfter(row("city/b/pm25", 9).key()))
                .as("classes are numbers, not texts")
                .isTrue();
        assertThat(NOON.isAfter(NOON.key())).isFalse();
        assertThat(NOON.isAfter(row("city/c/pm25", 0).key())).isFalse();
        assertThatThrownBy(() -> NOON.isAfter(List.of("city/b/pm25", "noon"))).isInstanceOf(ProblemException.class);
    }

    @Test
    void datastreamThatReportsOnChangeHasNoExpectedReadingsBecauseSilenceIsNoGap() {
        String bundle = """
                testbed: { id: t, name: T, zone: Europe/Berlin }
                properties:
                  p: { name: P, unit: "1", statistic: instant, interval: PT1M, reports: on-change }
                  q: { name: Q, unit: "1", statistic: instant, interval: PT1M }
                thing-types:
                  any: { family: infrastructure, properties: { p: {}, q: {} } }
                things:
                  a: { name: a, type: any, location: { lat: 52.5, lon: 13.4 } }
                """;
        Catalog catalog = CatalogReader.read(CatalogFiles.of(Map.of("t.yaml", bundle)), 1);
        assertThat(view("t/a/p", catalog).expected()).isNull();
        assertThat(view("t/a/p", catalog).coverage()).as("nothing is known").isZero();
        assertThat(view("t/a/q", catalog).expected()).isNotNull();
        assertThat(view("t/a/q", catalog).coverage()).isZero();
    }

    private static ProfileView view(String datastream, Catalog catalog) {
        return ProfileView.of(
                new ProfileRow(
                        datastream,
                        1,
                        new ClassProfile(
                                12,
                                3_600_000_000L,
                                Summary.EMPTY,
                                new ClassProfile.Counts(0, 0, 0, 0, 0),
                                0,
                                0,
                                ExpectedReadings.of(3_600_000, 60_000)),
                        null),
                ProfileKind.HOUR_OF_DAY,
                ZoneOffset.UTC,
                catalog.findDatastream(datastream),
                Set.of(Statistic.INSTANT),
                true);
    }

    @Test
    void flagsChooseTheReadings() {
        WindowRevision window = WindowRevisionBuilder.builder()
                .datastream("a/b/c")
                .sizeMillis(60_000)
                .intervalMillis(10_000)
                .good(Summary.of(1, 1))
                .suspect(Summary.of(9, 2))
                .build();
        assertThat(WindowFlags.of(List.of()).summary(window)).isEqualTo(window.good());
        assertThat(WindowFlags.of(List.of("1")).summary(window)).isEqualTo(window.good());
        assertThat(WindowFlags.of(List.of("suspect")).summary(window)).isEqualTo(window.suspect());
        assertThat(WindowFlags.of(List.of("3", "good")).summary(window))
                .isEqualTo(window.good().merge(window.suspect()));
    }

    private static ProfileRow row(String datastream, int key) {
        return new ProfileRow(
                datastream,
                1,
                new ClassProfile(
                        key, 1, Summary.EMPTY, new ClassProfile.Counts(0, 0, 0, 0, 0), 0, 0, ExpectedReadings.UNKNOWN),
                null);
    }
}
