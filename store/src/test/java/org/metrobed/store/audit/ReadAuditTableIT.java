package org.metrobed.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.store.TestStore;

class ReadAuditTableIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void readsAreCountedByProjectAndRoleAndOldOnesAreDeleted() throws SQLException {
        STORE.read(database -> {
            ReadAuditTable table = new ReadAuditTable(STORE.writer(), database);
            table.append(List.of(
                    read(1_000, "key:1", "researcher", List.of("air")),
                    read(2_000, "key:2", "researcher", List.of("air", "noise")),
                    read(2_500, "key:2", "researcher", List.of("air")),
                    read(3_000, "", "public", List.of("air")).plus(read(3_000, "", "public", List.of("air"))),
                    read(4_000, "", "public", List.of())));

            assertThat(table.countProjects(0, 10_000))
                    .containsExactly(
                            new ProjectUsage("air", "public", 0, 2, 20, 200),
                            new ProjectUsage("air", "researcher", 2, 3, 30, 300),
                            new ProjectUsage("noise", "researcher", 1, 1, 10, 100));
            assertThat(table.countProjects(2_500, 3_000)).hasSize(1);
            assertThat(table.listNewest(2)).extracting(ReadRecord::atMillis).containsExactly(2_500L, 2_000L);

            assertThat(table.delete(3_000, 2)).as("in pieces").isEqualTo(2);
            assertThat(table.delete(3_000, 2)).isEqualTo(1);
            assertThat(table.delete(3_000, 2)).isZero();
            assertThat(table.listNewest(10)).isEmpty();
            return null;
        });
    }

    private static ReadRecord read(long millis, String reader, String role, List<String> projects) {
        return ReadRecordBuilder.builder()
                .atMillis(millis)
                .reader(reader)
                .role(role)
                .route("/api/v1/windows")
                .query("")
                .projects(projects)
                .requests(1)
                .rows(10)
                .bytes(100)
                .build();
    }
}
