package org.metrobed.api.http;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Keeps short answers for a short time. An answer at a log time never changes, so many who ask the same question at the same log time get
 * the bytes of the first; those who ask while it is read wait for it. Thread-safe.
 */
final class AnswerCache {

    /** Largest number of bytes of all answers. */
    static final long MOST_BYTES = 24L << 20;
    /** Larger answers are not kept. */
    static final int LARGEST_BYTES = 2 << 20;

    private static final Duration KEPT = Duration.ofSeconds(30);
    /** Memory of an answer besides its bytes, about. */
    private static final int OVERHEAD_BYTES = 500;

    /**
     * A question.
     *
     * @param key tells it from every other question: path and query, as they were asked
     * @param format of the answer
     * @param asOf log time of the answer
     * @param catalogVersion the catalog that describes the rows
     */
    record Question(String key, Format format, Instant asOf, long catalogVersion) {
        Question {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(asOf, "asOf");
        }
    }

    /**
     * An answer.
     *
     * @param headers by name
     * @param next address of the next page; null on the last
     * @param body not changed by anybody
     * @param rows number of its rows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(Map<String, String> headers, String next, byte[] body, long rows) {
        Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** Reads an answer. */
    @FunctionalInterface
    interface Reading {
        /** Reads it from the store. */
        Answer read() throws Exception;
    }

    private final AsyncCache<Question, Answer> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<Question, Answer>weigher((question, answer) -> OVERHEAD_BYTES + answer.body.length)
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .buildAsync();

    /**
     * The answer to a question; reads it if it is not kept and nobody else reads it.
     *
     * @throws Exception what the reading throws; it is not kept
     */
    Answer get(Question question, Reading reading) throws Exception {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> first = answers.asMap().putIfAbsent(question, mine);
        if (first != null) {
            return await(first);
        }
        try {
            Answer answer = reading.read();
            if (answer.body.length > LARGEST_BYTES) {
                answers.asMap().remove(question, mine);
            }
            mine.complete(answer);
            return answer;
        } catch (Exception | Error e) {
            // removes it; the cache would log any other failure, although most are wrong parameters
            mine.completeExceptionally((CancellationException) new CancellationException().initCause(e));
            throw e;
        }
    }

    /** The bytes of the answers that are kept, with what they need besides. */
    long bytes() {
        answers.synchronous().cleanUp();
        return answers.synchronous()
                .policy()
                .eviction()
                .orElseThrow()
                .weightedSize()
                .orElse(0);
    }

    private static Answer await(CompletableFuture<Answer> first) throws Exception {
        try {
            return first.join();
        } catch (CompletionException | CancellationException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }
}
