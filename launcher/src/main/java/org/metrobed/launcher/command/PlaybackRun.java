package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.metrobed.launcher.recording.PlaybackKeys;
import org.metrobed.launcher.recording.PlaybackServer;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.StopSignal;
import org.metrobed.recordings.RecordingSummary;
import org.metrobed.recordings.playback.Playback;
import org.metrobed.recordings.playback.PlaybackControl;
import org.metrobed.recordings.playback.PlaybackOptions;
import org.metrobed.recordings.playback.PlaybackStatus;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;

/** Plays a recording to a broker, with progress, keys and HTTP. One thread. */
final class PlaybackRun {

    private static final InstantSource CLOCK = Clock.systemUTC();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofMinutes(2);
    private static final long SHOW_MILLIS = 500;

    private final Path file;
    private final RecordingSummary recording;
    private final PlaybackOptions options;
    private final OptionalInt controlPort;
    private final Console console;

    PlaybackRun(
            Path file, RecordingSummary recording, PlaybackOptions options, OptionalInt controlPort, Console console) {
        this.file = file;
        this.recording = recording;
        this.options = options;
        this.controlPort = controlPort;
        this.console = console;
    }

    /** Plays, and says what was played; returns the number of messages. */
    long run(BrokerConfig broker) throws IOException, InterruptedException {
        PlaybackControl control = new PlaybackControl(options.speed(), System::nanoTime);
        Playback playback = new Playback(file, recording, options, control);
        StopSignal stop = StopSignal.listen(control::stop, () -> {});
        CountDownLatch ended = new CountDownLatch(1);
        Thread shown = new Thread(() -> show(playback, ended), "playback-progress");
        shown.setDaemon(true);
        try (MqttEmitter emitter = MqttEmitter.open(broker, "metrobed-replay-" + UUID.randomUUID(), null, CONNECT);
                PlaybackServer server =
                        controlPort.isPresent() ? new PlaybackServer(controlPort.getAsInt(), playback, control) : null;
                PlaybackKeys keys = console.isTerminal() ? new PlaybackKeys(playback, control) : null) {
            if (server != null) {
                console.say("control: http://127.0.0.1:" + server.port() + "/status");
            }
            if (keys != null) {
                console.say(PlaybackKeys.HELP);
            }
            shown.start();
            playback.run(message -> emitter.publish(message.topic(), message.payload()), CLOCK);
            if (!emitter.awaitAcknowledged(LAST_ACKNOWLEDGEMENTS)) {
                throw new IOException("the broker has not acknowledged everything within "
                        + LAST_ACKNOWLEDGEMENTS.toSeconds() + " s");
            }
        } finally {
            ended.countDown();
            console.status("");
        }
        tell(playback, stop.isStopped());
        return playback.status().messages();
    }

    private void tell(Playback playback, boolean stopped) {
        PlaybackStatus status = playback.status();
        console.say("%d messages of %d are published%s%s"
                .formatted(
                        status.messages(),
                        recording.messages(),
                        status.loops() > 1 ? " in %d runs".formatted(status.loops()) : "",
                        stopped && status.position() != null ? "; stopped at " + status.position() : ""));
        if (playback.unmoved() > 0) {
            console.say("%d messages have their old times: their payload is not text".formatted(playback.unmoved()));
        }
    }

    private void show(Playback playback, CountDownLatch ended) {
        long before = 0;
        try {
            while (!ended.await(SHOW_MILLIS, TimeUnit.MILLISECONDS)) {
                PlaybackStatus now = playback.status();
                long rate = (now.messages() - before) * 1_000 / SHOW_MILLIS;
                before = now.messages();
                if (console.isTerminal() && now.position() != null && ended.getCount() > 0) {
                    console.status("  %s  %s  %d messages, %d/s, speed %s, %d s left"
                            .formatted(
                                    now.state().name().toLowerCase(Locale.ROOT),
                                    now.position(),
                                    now.messages(),
                                    rate,
                                    Double.isInfinite(now.speed()) ? "max" : now.speed(),
                                    now.left().toSeconds()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
