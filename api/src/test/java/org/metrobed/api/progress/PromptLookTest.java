package org.metrobed.api.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class PromptLookTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void failureHoldsForFiveSecondsWithoutAnotherLook() {
        PromptLook look = new PromptLook(this::fail, LONG, now::get);
        assertThatThrownBy(look::check).isInstanceOf(SQLException.class).hasMessage("refused");
        now.set(NOON.plusMillis(4_999));
        assertThatThrownBy(look::check).isInstanceOf(SQLException.class).hasMessage("refused");
        assertThat(looks).hasValue(1);
        now.set(NOON.plusSeconds(5));
        assertThatThrownBy(look::check).isInstanceOf(SQLException.class);
        assertThat(looks).hasValue(2);
    }

    @Test
    void databaseThatAnswersIsAskedEachTime() {
        PromptLook look = new PromptLook(looks::incrementAndGet, LONG, now::get);
        assertThatCode(look::check).doesNotThrowAnyException();
        assertThatCode(look::check).doesNotThrowAnyException();
        assertThat(looks).hasValue(2);
    }

    @Test
    void lookThatDoesNotEndIsAFailure() {
        CountDownLatch never = new CountDownLatch(1);
        PromptLook look = new PromptLook(
                () -> {
                    never.await();
                    return null;
                },
                Duration.ofMillis(10),
                now::get);
        assertThatThrownBy(look::check).isInstanceOf(SQLException.class).hasMessageContaining("has not answered");
        never.countDown();
    }

    private Object fail() throws SQLException {
        looks.incrementAndGet();
        throw new SQLException("refused");
    }
}
