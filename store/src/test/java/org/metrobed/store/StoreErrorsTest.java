package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreErrorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "08003", "57P01", "57P02", "57P03", "57P05", "25006"})
    void lossOfTheConnectionPasses(String state) {
        assertThat(StoreErrors.isTransient(new SQLException("x", state))).isTrue();
        assertThat(StoreErrors.isConnectionLoss(new SQLException("x", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53300", "53100", "40P01", "40001", "55P03", "57014", "58000", "58030"})
    void contentionPassesOnTheSameConnection(String state) {
        assertThat(StoreErrors.isTransient(new SQLException("x", state))).isTrue();
        assertThat(StoreErrors.isConnectionLoss(new SQLException("x", state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22003", "28P01", "3D000", "XX000", "25001", "42501", "53400", "58P01"})
    void errorsOfTheStatementStay(String state) {
        assertThat(StoreErrors.isTransient(new SQLException("x", state))).isFalse();
    }

    @Test
    void errorWithoutStateStays() {
        assertThat(StoreErrors.isTransient(new SQLException("x"))).isFalse();
    }

    @Test
    void causesAndNextErrorsCount() {
        SQLException wrapped = new SQLException("x", "42000", new SQLException("y", "08006", new IOException("z")));
        BatchUpdateException batch = new BatchUpdateException("x", "42000", 0, new int[0]);
        batch.setNextException(new SQLException("y", "57P01"));

        assertThat(StoreErrors.isTransient(wrapped)).isTrue();
        assertThat(StoreErrors.isTransient(batch)).isTrue();
        assertThat(StoreErrors.isTransient(new SQLTransientConnectionException("the pool is empty")))
                .isTrue();
    }
}
