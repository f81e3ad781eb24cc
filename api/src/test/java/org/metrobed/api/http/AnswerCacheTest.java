package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

    private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");

    private final AnswerCache cache = new AnswerCache();
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void theSameQuestionAtTheSameLogTimeIsReadOnce() throws Exception {
        AnswerCache.Answer first = cache.get(question("/a?b=1", AS_OF, 1), () -> answer(10));
        AnswerCache.Answer second = cache.get(question("/a?b=1", AS_OF, 1), () -> answer(10));
        assertThat(second.body()).isSameAs(first.body());
        assertThat(second.headers()).containsEntry("Metrobed-As-Of", "x");
        assertThat(second.next()).isEqualTo("next");
        assertThat(readings).hasValue(1);
    }

    @Test
    void anotherQuestionFormatLogTimeOrCatalogIsReadAnew() throws Exception {
        cache.get(question("/a?b=1", AS_OF, 1), () -> answer(10));
        cache.get(question("/a?b=2", AS_OF, 1), () -> answer(10));
        cache.get(question("/a?b=1", AS_OF.plusMillis(1), 1), () -> answer(10));
        cache.get(question("/a?b=1", AS_OF, 2), () -> answer(10));
        cache.get(new AnswerCache.Question("/a?b=1", Format.JSON, AS_OF, 1), () -> answer(10));
        assertThat(readings).hasValue(5);
    }

    @Test
    void thoseWhoAskMeanwhileWaitForTheFirst() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<AnswerCache.Answer>> all = new ArrayList<>();
            all.add(threads.submit(() -> cache.get(question("/a", AS_OF, 1), () -> {
                begun.countDown();
                go.await();
                return answer(10);
            })));
            begun.await();
            for (int i = 0; i < 7; i++) {
                all.add(threads.submit(() -> cache.get(question("/a", AS_OF, 1), () -> answer(10))));
            }
            go.countDown();
            for (Future<AnswerCache.Answer> one : all) {
                assertThat(one.get().body()).isSameAs(all.get(0).get().body());
            }
            assertThat(readings).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailureIsToldAndNotKept() throws Exception {
        assertThatThrownBy(() -> cache.get(question("/a", AS_OF, 1), () -> {
                    throw new IOException("away");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("away");
        assertThat(cache.get(question("/a", AS_OF, 1), () -> answer(3)).body()).hasSize(3);
    }

    @Test
    void largeAnswersAreNotKept() throws Exception {
        cache.get(question("/a", AS_OF, 1), () -> answer(AnswerCache.LARGEST_BYTES + 1));
        cache.get(question("/a", AS_OF, 1), () -> answer(AnswerCache.LARGEST_BYTES + 1));
        assertThat(readings).hasValue(2);
    }

    @Test
    void memoryIsBounded() throws Exception {
        for (int i = 0; i < 100; i++) {
            cache.get(question("/" + i, AS_OF, 1), () -> answer(AnswerCache.LARGEST_BYTES));
        }
        assertThat(cache.bytes()).isLessThanOrEqualTo(AnswerCache.MOST_BYTES);
    }

    private AnswerCache.Answer answer(int bytes) {
        readings.incrementAndGet();
        return new AnswerCache.Answer(Map.of("Metrobed-As-Of", "x"), "next", new byte[bytes], 1);
    }

    private static AnswerCache.Question question(String address, Instant asOf, long version) {
        return new AnswerCache.Question(address, Format.CSV, asOf, version);
    }
}
