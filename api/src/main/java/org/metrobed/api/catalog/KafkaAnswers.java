package org.metrobed.api.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * For how long Kafka has not answered, as seen by looks that come every second or two. If a look comes much later than the one before,
 * this process stood still itself, and the time before that look says nothing about Kafka. One thread looks; any thread asks.
 */
final class KafkaAnswers {

    /** If looks are further apart, this process did not run in between. */
    static final Duration STANDSTILL = Duration.ofSeconds(10);

    private record Look(Instant at, Instant lastAnswer, long answers) {
        Look next(Instant now, long count) {
            boolean answered = count != answers;
            return new Look(now, answered || isBroken(now) ? now : lastAnswer, count);
        }

        /** Whether this process stood still since this look, or its clock was set back. */
        private boolean isBroken(Instant now) {
            return now.isBefore(at) || Duration.between(at, now).compareTo(STANDSTILL) > 0;
        }
    }

    private volatile Look newest;

    /** Begins at a time, as if Kafka had answered then. */
    KafkaAnswers(Instant start) {
        newest = new Look(start, start, 0);
    }

    /** Notes at a time how many answers have come since the start. */
    void look(Instant now, long answers) {
        newest = newest.next(now, answers);
    }

    /** The time from the last answer to the last look, at least zero. */
    Duration silence() {
        Look look = newest;
        return Duration.between(look.lastAnswer, look.at);
    }
}
