package org.metrobed.launcher.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.metrobed.recordings.playback.Playback;
import org.metrobed.recordings.playback.PlaybackControl;

/**
 * Controls a playback by keys of the terminal: the space bar pauses and goes on, {@code +} and {@code -} double and halve the speed,
 * {@code .} and {@code ,} seek a tenth of the way to the end and back by a minute, {@code q} ends it. Thread-safe.
 */
public final class PlaybackKeys implements AutoCloseable {

    /** What the keys do, for people. */
    public static final String HELP = "space: pause; + and -: speed; . and ,: forward and back; q: end";

    private static final long WAIT_MILLIS = 200;
    private static final int PARTS = 10;
    private static final Duration BACK = Duration.ofMinutes(1);

    private final Terminal terminal;
    private final Attributes before;
    private final Playback playback;
    private final PlaybackControl control;
    private volatile boolean closed;

    /** Reads keys from now on. */
    public PlaybackKeys(Playback playback, PlaybackControl control) throws IOException {
        this.playback = playback;
        this.control = control;
        this.terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        this.before = terminal.enterRawMode();
        Thread reader = new Thread(this::read, "playback-keys");
        reader.setDaemon(true);
        reader.start();
    }

    /** Does what a key means; other keys do nothing. */
    public static void press(int key, Playback playback, PlaybackControl control) {
        switch (key) {
            case ' ' -> {
                if (control.isPaused()) {
                    control.resume();
                } else {
                    control.pause();
                }
            }
            case '+' -> control.changeSpeed(control.speed() * 2);
            case '-' -> control.changeSpeed(control.speed() / 2);
            case '.' -> move(playback, control, true);
            case ',' -> move(playback, control, false);
            case 'q' -> control.stop();
            default -> {
                // no command
            }
        }
    }

    private static void move(Playback playback, PlaybackControl control, boolean forward) {
        Instant at = playback.status().position();
        if (at != null) {
            Duration step = Duration.between(at, playback.status().end()).dividedBy(PARTS);
            control.seek(forward ? at.plus(step) : at.minus(BACK));
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        terminal.setAttributes(before);
        terminal.close();
    }

    private void read() {
        NonBlockingReader keys = terminal.reader();
        try {
            while (!closed) {
                int key = keys.read(WAIT_MILLIS);
                if (key == NonBlockingReader.EOF) {
                    return;
                }
                if (key > 0) {
                    press(key, playback, control);
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException("the terminal cannot be read", e);
            }
        }
    }
}
