package org.metrobed.recordings.playback;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.metrobed.model.TopicFilter;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingReader;
import org.metrobed.recordings.RecordingSummary;

/**
 * Plays a recording: its messages in their order, each when it is due. It is run by one thread; its control and its status may be used by
 * others.
 */
public final class Playback {

    /** Received times of a recording may step back by this much. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private final Path file;
    private final RecordingSummary recording;
    private final PlaybackOptions options;
    private final PlaybackControl control;
    private final List<TopicFilter> filters;
    private final PayloadTimes times;

    private volatile Instant position;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong loops = new AtomicLong();
    private final AtomicLong unmoved = new AtomicLong();
    private volatile boolean ended;

    /**
     * A playback that has not begun.
     *
     * @param recording what the file contains
     */
    public Playback(Path file, RecordingSummary recording, PlaybackOptions options, PlaybackControl control) {
        this.file = file;
        this.recording = recording;
        this.options = options;
        this.control = control;
        this.filters = options.topics().stream().map(TopicFilter::of).toList();
        this.times = recording.messages() == 0 ? null : new PayloadTimes(recording.first(), recording.last());
    }

    /**
     * Plays until the end, or until the control stops it.
     *
     * @param clock the time that {@code now} means
     * @throws IOException if the file cannot be read, or the outlet fails
     */
    public void run(Outlet outlet, InstantSource clock) throws IOException, InterruptedException {
        try {
            if (recording.messages() == 0) {
                return;
            }
            Duration shift = options.shift().distance(begin(), end(), clock.instant());
            do {
                playOnce(outlet, shift);
                shift = shift.plus(loopLength());
                loops.incrementAndGet();
            } while (options.loop() && !control.isStopped());
        } finally {
            ended = true;
        }
    }

    /** Where it is. */
    public PlaybackStatus status() {
        PlaybackStatus.State state = ended
                ? PlaybackStatus.State.ENDED
                : control.isPaused() ? PlaybackStatus.State.PAUSED : PlaybackStatus.State.PLAYING;
        return new PlaybackStatus(
                state,
                position,
                recording.messages() == 0 ? null : end(),
                control.speed(),
                messages.get(),
                loops.get());
    }

    /** Messages whose times were not moved because their payload is no text. */
    public long unmoved() {
        return unmoved.get();
    }

    private void playOnce(Outlet outlet, Duration shift) throws IOException, InterruptedException {
        try (RecordingReader reader = new RecordingReader(file)) {
            control.restart();
            if (options.from() != null) {
                reader.seek(options.from());
            }
            Optional<RecordedMessage> next = reader.next();
            while (next.isPresent() && !isFarBehind(next.get()) && !control.isStopped()) {
                Optional<Instant> target = control.takeTarget();
                if (target.isPresent()) {
                    reader.seek(target.get());
                    next = reader.next();
                    continue;
                }
                if (isOutside(next.get())) {
                    next = reader.next();
                    continue;
                }
                if (control.awaitDue(next.get().receivedMicros())) {
                    play(next.get(), shift, outlet);
                    next = reader.next();
                }
            }
        }
    }

    private void play(RecordedMessage message, Duration shift, Outlet outlet) throws IOException, InterruptedException {
        byte[] payload = message.payload();
        if (!shift.isZero()) {
            Optional<byte[]> moved = times.move(payload, shift);
            if (moved.isEmpty()) {
                unmoved.incrementAndGet();
            }
            payload = moved.orElse(payload);
        }
        outlet.publish(message.with(remapped(message.topic()), payload));
        messages.incrementAndGet();
        position = received(message);
    }

    private Instant begin() {
        return options.from() == null || options.from().isBefore(recording.first())
                ? recording.first()
                : options.from();
    }

    private Instant end() {
        return options.to() == null || options.to().isAfter(recording.last()) ? recording.last() : options.to();
    }

    /** Of the part that is played: both limits, or else the mean distance of two times is the distance of its last to its first. */
    private Duration loopLength() {
        Duration length = Duration.between(begin(), end());
        Duration whole = options.to() == null ? length.plus(recording.meanStep()) : length;
        return whole.isZero() ? Duration.ofSeconds(1) : whole;
    }

    private boolean isFarBehind(RecordedMessage message) {
        return options.to() != null && received(message).isAfter(options.to().plus(DISORDER));
    }

    private static Instant received(RecordedMessage message) {
        return Instant.EPOCH.plus(message.receivedMicros(), ChronoUnit.MICROS);
    }

    private boolean isOutside(RecordedMessage message) {
        Instant received = received(message);
        return (options.from() != null && received.isBefore(options.from()))
                || (options.to() != null && !received.isBefore(options.to()))
                || filters.stream().noneMatch(filter -> filter.covers(TopicFilter.of(message.topic())));
    }

    private String remapped(String topic) {
        return options.remaps().stream()
                .filter(remap -> topic.startsWith(remap.old()))
                .findFirst()
                .map(remap -> remap.fresh() + topic.substring(remap.old().length()))
                .orElse(topic);
    }
}
