package org.metrobed.config.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RepeatedWorkTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final CountDownLatch seen = new CountDownLatch(3);

    @Test
    void aFailedStepDoesNotEndTheWork() throws InterruptedException {
        try (RepeatedWork work = new RepeatedWork("failing", SHORT, this::fail, failures::add)) {
            work.start();

            assertThat(seen.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        }
        assertThat(failures.get(0)).hasMessage("step 1");
    }

    @Test
    void theFirstStepComesAtOnceAndClosingEndsThePause() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        RepeatedWork work = new RepeatedWork("slow", LONG, first::countDown, failures::add);
        work.start();
        assertThat(first.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();

        work.close(LIMIT);

        work.join();
        assertThat(work.isClosed()).isTrue();
    }

    @Test
    void theFirstStepCanComeAfterThePause() throws InterruptedException {
        RepeatedWork work = new RepeatedWork("late", LONG, steps::incrementAndGet, failures::add);
        work.startAfterPause();

        work.close(LIMIT);

        work.join();
        assertThat(steps).hasValue(0);
    }

    @Test
    void aRestWithinAStepEndsWhenTheWorkIsClosed() throws InterruptedException {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<RepeatedWork> self = new AtomicReference<>();
        RepeatedWork work = new RepeatedWork(
                "resting",
                LONG,
                () -> {
                    begun.countDown();
                    goesOn.set(self.get().rest(LONG));
                },
                failures::add);
        self.set(work);
        work.start();
        assertThat(begun.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();

        work.close(LIMIT);

        work.join();
        assertThat(goesOn).isFalse();
    }

    private void fail() {
        seen.countDown();
        throw new IllegalStateException("step " + steps.incrementAndGet());
    }
}
