package org.metrobed.recordings.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingAbout;
import org.metrobed.recordings.RecordingSummary;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.recordings.playback.PlaybackOptions.Remap;

/** {@link Playback} and {@link PlaybackControl}. */
@Timeout(30)
class PlaybackTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    private Path folder;

    private Path file;
    private final List<RecordedMessage> played = new ArrayList<>();

    /** Ten seconds, a message in each. */
    @BeforeEach
    void record() throws IOException {
        file = folder.resolve("ten.avro");
        try (RecordingWriter writer = new RecordingWriter(file, RecordingAbout.of("test", "1"))) {
            for (int i = 0; i < 10; i++) {
                long micros = START.plusSeconds(i).getEpochSecond() * 1_000_000;
                byte[] payload = START.plusSeconds(i).toString().getBytes(StandardCharsets.UTF_8);
                writer.append(new RecordedMessage(micros, "city/" + i % 2, payload, 1, false));
            }
        }
    }

    @Test
    void playsAllInOrderAsItWas() throws Exception {
        Playback playback = play(PlaybackOptions.ALL);

        assertThat(texts()).hasSize(10).startsWith("2026-03-01T00:00:00Z").isSorted();
        assertThat(playback.status().state()).isEqualTo(PlaybackStatus.State.ENDED);
        assertThat(playback.status().messages()).isEqualTo(10);
        assertThat(playback.status().loops()).isEqualTo(1);
    }

    @Test
    void playsThePartAndTheTopicsThatAreAskedForOnOtherTopics() throws Exception {
        play(new PlaybackOptions(
                PlaybackOptions.MAX_SPEED,
                START.plusSeconds(2),
                START.plusSeconds(7),
                false,
                TimeShift.NONE,
                List.of("city/0"),
                List.of(Remap.parse("city/=town/x/"), Remap.parse("city=never"))));

        assertThat(texts()).containsExactly("2026-03-01T00:00:02Z", "2026-03-01T00:00:04Z", "2026-03-01T00:00:06Z");
        assertThat(played.get(0).topic()).isEqualTo("town/x/0");
    }

    @Test
    void shiftsTheFirstOrTheLastMessageToNow() throws Exception {
        play(shifted("now", 1_000_000));
        assertThat(texts()).startsWith("2026-07-01T12:00:00Z").endsWith("2026-07-01T12:00:09Z");

        played.clear();
        play(shifted("until-now", PlaybackOptions.MAX_SPEED));
        assertThat(texts()).endsWith("2026-07-01T12:00:00Z");

        played.clear();
        play(shifted("-P1D", PlaybackOptions.MAX_SPEED));
        assertThat(texts()).startsWith("2026-02-28T00:00:00Z");
    }

    @Test
    void loopGoesOnWithoutAGapAndWithoutTheSameTimeTwice() throws Exception {
        PlaybackControl control = new PlaybackControl(PlaybackOptions.MAX_SPEED, System::nanoTime);
        PlaybackOptions options = new PlaybackOptions(
                PlaybackOptions.MAX_SPEED, null, null, true, TimeShift.parse("PT0S"), List.of("#"), List.of());
        Playback playback = new Playback(file, RecordingSummary.of(file), options, control);

        playback.run(
                message -> {
                    played.add(message);
                    if (played.size() == 25) {
                        control.stop();
                    }
                },
                CLOCK);

        assertThat(texts()).hasSize(25).doesNotHaveDuplicates().isSorted().endsWith("2026-03-01T00:00:24Z");
    }

    @Test
    void pacesBySpeedOfATimeThatCanBeChanged() throws InterruptedException {
        long[] nanos = {0};
        PlaybackControl control = new PlaybackControl(10, () -> nanos[0]);

        assertThat(control.awaitDue(0)).isTrue();
        nanos[0] = 100_000_000;
        assertThat(control.awaitDue(1_000_000)).as("a second at ten times").isTrue();
        control.changeSpeed(1);
        assertThat(control.awaitDue(2_000_000))
                .as("the next one is due at once")
                .isTrue();
        nanos[0] += 1_000_000_000;
        assertThat(control.awaitDue(3_000_000)).isTrue();
    }

    @Test
    void pausesSeeksAndEndsWhileItRuns() throws Exception {
        PlaybackControl control = new PlaybackControl(PlaybackOptions.MAX_SPEED, System::nanoTime);
        Playback playback = new Playback(file, RecordingSummary.of(file), PlaybackOptions.ALL, control);
        Thread runner = new Thread(() -> run(playback, control));
        runner.start();
        while (!control.isPaused()) {
            Thread.onSpinWait();
        }
        assertThat(playback.status().state()).isEqualTo(PlaybackStatus.State.PAUSED);

        control.seek(START.plusSeconds(8));
        control.resume();
        runner.join();

        assertThat(texts())
                .containsExactly(
                        "2026-03-01T00:00:00Z", "2026-03-01T00:00:01Z", "2026-03-01T00:00:08Z", "2026-03-01T00:00:09Z");
    }

    @Test
    void optionsThatContradictAreRefusedWithTheRule() {
        assertThatThrownBy(() -> shifted("now", 60)).hasMessageContaining("speed of at most 1");
        assertThatThrownBy(() -> TimeShift.parse("tomorrow")).hasMessageContaining("must be now, until-now");
        assertThatThrownBy(() -> Remap.parse("=x")).hasMessageContaining("OLD=NEW");
        assertThatThrownBy(() -> new PlaybackOptions(0, null, null, false, TimeShift.NONE, List.of(), List.of()))
                .hasMessageContaining("above 0");
    }

    private void run(Playback playback, PlaybackControl control) {
        try {
            playback.run(
                    message -> {
                        played.add(message);
                        if (played.size() == 2) {
                            control.pause();
                        }
                    },
                    CLOCK);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PlaybackOptions shifted(String shift, double speed) {
        return new PlaybackOptions(
                shift.equals("now") && speed > 1_000 ? 1 : speed,
                null,
                null,
                false,
                TimeShift.parse(shift),
                List.of("#"),
                List.of());
    }

    private Playback play(PlaybackOptions options) throws Exception {
        long[] nanos = {0};
        PlaybackControl control = new PlaybackControl(options.speed(), () -> nanos[0] += 10_000_000_000L);
        Playback playback = new Playback(file, RecordingSummary.of(file), options, control);
        playback.run(played::add, CLOCK);
        return playback;
    }

    private List<String> texts() {
        return played.stream()
                .map(message -> new String(message.payload(), StandardCharsets.UTF_8))
                .toList();
    }
}
