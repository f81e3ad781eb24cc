package org.metrobed.api.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KafkaAnswersTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final KafkaAnswers answers = new KafkaAnswers(START);

    @Test
    void countsFromTheLastAnswerToTheLastLook() {
        look(1, 1);
        look(2, 1);
        look(3, 1);
        assertEquals(Duration.ofSeconds(2), answers.silence());
        look(4, 2);
        assertEquals(Duration.ZERO, answers.silence());
    }

    @Test
    void growsWithEachLookWhileKafkaIsAway() {
        for (int second = 1; second <= 60; second++) {
            look(second, 0);
        }
        assertEquals(Duration.ofSeconds(60), answers.silence());
    }

    @Test
    void doesNotCountTheTimeInWhichThisProcessStoodStill() {
        look(1, 1);
        assertEquals(Duration.ZERO, answers.silence(), "before the first look after the standstill");
        look(61, 1);
        assertEquals(Duration.ZERO, answers.silence(), "at that look, although no answer has come yet");
        look(62, 1);
        assertEquals(Duration.ofSeconds(1), answers.silence());
    }

    @Test
    void countsAnewAfterTheClockWasSetBack() {
        look(1, 1);
        look(-3600, 1);
        assertEquals(Duration.ZERO, answers.silence());
        look(-3595, 1);
        assertEquals(Duration.ofSeconds(5), answers.silence());
    }

    private void look(long second, long count) {
        answers.look(START.plusSeconds(second), count);
    }
}
