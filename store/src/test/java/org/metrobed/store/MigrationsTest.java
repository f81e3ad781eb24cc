package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;

final class MigrationsTest {

    @Test
    void timescaleIsUpdatedBeforeRolesConnect() {
        DatabaseConfig config =
                new DatabaseConfig("jdbc:postgresql://127.0.0.1:1/none", "owner", new Secret("x"), "metrobed");
        ServiceRole role = new ServiceRole(RoleGroup.READERS, "reader", new Secret("x"));
        SQLException refusal = new SQLException("the update came first");
        assertThatThrownBy(() -> Migrations.prepare(
                        () -> {
                            throw refusal;
                        },
                        config,
                        List.of(role)))
                .isSameAs(refusal);
        assertThatThrownBy(() -> Migrations.prepare(() -> {}, config, List.of(role)))
                .as("a role connects")
                .isInstanceOf(SQLException.class)
                .isNotSameAs(refusal);
    }
}
