package org.metrobed.launcher.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.metrobed.launcher.recording.PlaybackServer;
import org.metrobed.model.TopicFilter;
import org.metrobed.recordings.playback.PlaybackOptions;
import org.metrobed.recordings.playback.TimeShift;
import picocli.CommandLine.Option;

/** How a recording is played. */
final class PlaybackMixin {

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Received time to begin with, UTC (default: the beginning).")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Received time to end before, UTC (default: the end).")
    private Instant to;

    @Option(
            names = "--loop",
            description = "Begin again at the end, with times moved on by the length of the recording.")
    private boolean loop;

    @Option(
            names = "--shift",
            paramLabel = "now|until-now|DURATION",
            description =
                    "Move times, also inside text payloads: the first message becomes one of now, the last one does, or all move by an"
                            + " ISO 8601 duration such as P7D (default: as recorded).")
    private String shift;

    @Option(
            names = "--topic",
            paramLabel = "FILTER",
            defaultValue = "#",
            description =
                    "Play the messages of this MQTT topic filter alone; several may be given (default: ${DEFAULT-VALUE}).")
    private List<String> topics;

    @Option(
            names = "--remap",
            paramLabel = "OLD=NEW",
            description = "Publish topics that begin with OLD on topics that begin with NEW; several may be given.")
    private List<String> remaps = List.of();

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            description =
                    "Listen at this port of this machine for /status, /pause, /resume, /seek?to=, /speed?factor=, /stop; 0: any free"
                            + " port.")
    private Integer controlPort;

    /** Whether the times of messages differ from those of the file, or they are played more than once. */
    boolean changesTimes() {
        return loop || shift != null;
    }

    /** Whether any of these options is given. */
    boolean isUsed() {
        return changesTimes() || from != null || to != null || !topics.equals(List.of("#")) || !remaps.isEmpty();
    }

    OptionalInt controlPort() {
        return controlPort == null ? OptionalInt.empty() : OptionalInt.of(controlPort);
    }

    /** @param speed the option of the speed */
    PlaybackOptions options(String speed) {
        for (String topic : topics) {
            if (!TopicFilter.isValid(topic)) {
                throw new CommandException("--topic is '" + topic + "', must be an MQTT topic filter");
            }
        }
        List<PlaybackOptions.Remap> others = new ArrayList<>();
        for (String remap : remaps) {
            others.add(named("--remap", () -> PlaybackOptions.Remap.parse(remap)));
        }
        TimeShift moved = shift == null ? TimeShift.NONE : named("--shift", () -> TimeShift.parse(shift));
        double factor = named("--speed", () -> PlaybackServer.speed(speed));
        try {
            return new PlaybackOptions(factor, from, to, loop, moved, topics, others);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--" + e.getMessage(), e);
        }
    }

    private static <T> T named(String option, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new CommandException(option + " " + e.getMessage(), e);
        }
    }
}
