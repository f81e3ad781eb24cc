package org.metrobed.launcher.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingAbout;
import org.metrobed.recordings.RecordingSummary;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.recordings.playback.Playback;
import org.metrobed.recordings.playback.PlaybackControl;
import org.metrobed.recordings.playback.PlaybackOptions;

/** {@link PlaybackServer} and {@link PlaybackKeys#press}. */
@Timeout(60)
class PlaybackServerTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final List<RecordedMessage> played = Collections.synchronizedList(new ArrayList<>());

    @Test
    void pausesSeeksAndEndsAPlaybackAndTellsWhereItIs() throws Exception {
        PlaybackControl control = new PlaybackControl(1, System::nanoTime);
        control.pause();
        Playback playback = playback(control);
        try (PlaybackServer server = new PlaybackServer(0, playback, control)) {
            Thread runner = new Thread(() -> run(playback));
            runner.start();

            assertThat(get(server)).contains("\"state\":\"paused\"").contains("\"messages\":0");
            assertThat(post(server, "/seek?to=2026-03-01T02:00:00Z").statusCode())
                    .isEqualTo(200);
            assertThat(post(server, "/speed?factor=max").body()).contains("\"speed\":\"max\"");
            post(server, "/resume");
            runner.join();

            assertThat(get(server)).contains("\"state\":\"ended\"").contains("\"messages\":2");
        }
    }

    @Test
    void wrongRequestsAreAnsweredWithTheRule() throws Exception {
        PlaybackControl control = new PlaybackControl(1, System::nanoTime);
        try (PlaybackServer server = new PlaybackServer(0, playback(control), control)) {
            assertThat(post(server, "/seek?to=noon").body()).contains("must be a time in UTC");
            assertThat(post(server, "/seek").body()).contains("the parameter to is missing");
            assertThat(post(server, "/speed?factor=-1").statusCode()).isEqualTo(400);
            assertThat(post(server, "/speed?factor=x").body())
                    .contains("factor is 'x', must be a number above 0 or max");
            assertThat(post(server, "/rewind").statusCode()).isEqualTo(404);
            assertThat(post(server, "/status").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void keysPauseChangeTheSpeedAndEnd() throws Exception {
        PlaybackControl control = new PlaybackControl(4, System::nanoTime);
        Playback playback = playback(control);

        PlaybackKeys.press(' ', playback, control);
        assertThat(control.isPaused()).isTrue();
        PlaybackKeys.press(' ', playback, control);
        assertThat(control.isPaused()).isFalse();
        PlaybackKeys.press('+', playback, control);
        PlaybackKeys.press('+', playback, control);
        PlaybackKeys.press('-', playback, control);
        assertThat(control.speed()).isEqualTo(8);
        PlaybackKeys.press('x', playback, control);
        assertThat(control.isStopped()).isFalse();
        PlaybackKeys.press('q', playback, control);
        assertThat(control.isStopped()).isTrue();
    }

    /** Four hours, a message in each. */
    private Playback playback(PlaybackControl control) throws Exception {
        Path file = folder.resolve("hours.avro");
        try (RecordingWriter writer = new RecordingWriter(file, RecordingAbout.of("test", "1"))) {
            for (int i = 0; i < 4; i++) {
                long micros = START.plusSeconds(3_600L * i).getEpochSecond() * 1_000_000;
                writer.append(new RecordedMessage(micros, "t", new byte[0], 1, false));
            }
        }
        return new Playback(file, RecordingSummary.of(file), PlaybackOptions.ALL, control);
    }

    private void run(Playback playback) {
        try {
            playback.run(played::add, InstantSource.fixed(START));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String get(PlaybackServer server) throws Exception {
        return send(HttpRequest.newBuilder(address(server, "/status")).build()).body();
    }

    private static HttpResponse<String> post(PlaybackServer server, String path) throws Exception {
        return send(HttpRequest.newBuilder(address(server, path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static URI address(PlaybackServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
