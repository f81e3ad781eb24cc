package org.metrobed.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.api.access.Reader;
import org.metrobed.api.access.Role;
import org.metrobed.api.access.Sight;
import org.metrobed.api.http.AnsweredRead;
import org.metrobed.api.http.AnsweredReadBuilder;
import org.metrobed.catalog.Catalog;
import org.metrobed.config.Secret;
import org.metrobed.model.Family;
import org.metrobed.model.Location;
import org.metrobed.model.Project;
import org.metrobed.model.Thing;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.audit.ReadAuditTable;
import org.metrobed.testkit.Times;

/** The audit without a database, and the projects of requests: {@link ReadAudit} and {@link ReadProjects}. */
class ReadAuditTest {

    private static final Catalog CATALOG = Catalog.of(
            1,
            List.of(),
            List.of(project("air", "tb"), project("noise", "tb"), project("far", "other")),
            List.of(thing("tb/a", "air"), thing("tb/b", "noise"), thing("tb/c", "")),
            List.of(),
            List.of());

    private final ReadProjects projects = new ReadProjects(() -> Optional.of(CATALOG));

    @Test
    void aRequestNeverWaitsAndWhatIsTooMuchIsCounted() {
        DatabaseConfig away =
                new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/none", "nobody", new Secret("none"), "metrobed");
        try (var pool = Databases.pool(away, 1)) {
            ReadAudit audit =
                    new ReadAudit(new ReadAuditTable(away, pool), projects, Duration.ofDays(1), () -> Times.NOON);
            for (int i = 0; i < ReadAudit.MOST_WAITING + 7; i++) {
                audit.read(read(true, Map.of()));
            }
            assertThat(audit.countUnrecorded()).isEqualTo(7);
        }
    }

    @Test
    void theProjectsAreThoseOfWhatIsNamed() {
        assertThat(projects.of(read(true, Map.of("datastream", List.of("tb/a/pm25,tb/b/noise", "tb/c/x")))))
                .containsExactly("air", "noise");
        assertThat(projects.of(read(true, Map.of("thing", List.of("tb/b"))))).containsExactly("noise");
        assertThat(projects.of(read(true, Map.of("testbed", List.of("other"))))).containsExactly("far");
        assertThat(projects.of(read(true, Map.of()))).containsExactly("air", "far", "noise");
        assertThat(projects.of(read(true, Map.of("thing", List.of("nonsense")))))
                .isEmpty();
        assertThat(projects.of(read(false, Map.of()))).isEmpty();
    }

    private static AnsweredRead read(boolean selects, Map<String, List<String>> names) {
        return AnsweredReadBuilder.builder()
                .reader(Reader.of("key:1", Role.RESEARCHER))
                .sight(Sight.ALL)
                .route("/api/v1/windows")
                .query("/api/v1/windows")
                .names(names)
                .selects(selects)
                .build();
    }

    private static Project project(String id, String testbed) {
        return new Project(id, testbed, id, List.of(), "", "");
    }

    private static Thing thing(String id, String project) {
        return new Thing(id, id, Family.AIR, "type", project, new Location(48, 16, "", ""));
    }
}
