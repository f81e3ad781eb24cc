package org.metrobed.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthStoryTest {

    private static final long SECOND = 1_000_000_000;
    private static final long BEGAN = 5 * SECOND;
    private static final long ENDED = 65 * SECOND;
    private static final HealthPromise DATABASE =
            HealthPromise.of("database", "pipeline").toldAfter(20);

    private final List<HealthWitness.Seen> looks = new ArrayList<>();

    @Test
    void tellsWhenAPartWasDownAndWhenTheSystemWasUpAgain() {
        look(0, 15, "up", List.of());
        look(15, 67, "down", List.of("database"));
        look(67, 80, "up", List.of());

        HealthStory story = story(DATABASE);

        assertThat(story.lies()).isEmpty();
        assertThat(story.said()).isEqualTo("database down after 10 s; up 2 s after its end");
    }

    @Test
    void partThatIsNotDownAfterThePromisedTimeIsALie() {
        look(0, 80, "up", List.of());

        assertThat(story(DATABASE).lies()).containsExactly("database is not down after 20 s");
    }

    @Test
    void partThatIsDownAndWasWellIsALie() {
        look(0, 15, "up", List.of());
        look(15, 66, "down", List.of("database", "kafka"));
        look(66, 80, "up", List.of());

        assertThat(story(DATABASE).lies()).containsExactly("kafka is down, and was well");
    }

    @Test
    void systemThatIsNotUpInTheEndIsALie() {
        look(0, 80, "down", List.of("database"));

        assertThat(story(DATABASE).lies()).containsExactly("it does not say up in the end");
    }

    @Test
    void apiMayBeSilentOnlyIfItIsFrozen() {
        look(0, 10, "up", List.of());
        for (int second = 10; second < 60; second += 10) {
            looks.add(new HealthWitness.Seen(second * SECOND, "", List.of(), List.of(), 0, 0));
        }
        look(65, 80, "up", List.of());

        assertThat(story(HealthPromise.ofApi()).lies()).isEmpty();
        assertThat(story(HealthPromise.of()).lies()).containsExactly("/livez does not answer");
    }

    private HealthStory story(HealthPromise promise) {
        return HealthStory.of(promise, looks, BEGAN, ENDED);
    }

    private void look(int fromSecond, int toSecond, String health, List<String> down) {
        for (int second = fromSecond; second < toSecond; second++) {
            looks.add(new HealthWitness.Seen(
                    second * SECOND, health, down, List.of(), down.contains("database") ? 503 : 200, 200));
        }
    }
}
