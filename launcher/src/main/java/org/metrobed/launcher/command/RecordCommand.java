package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import org.metrobed.config.BuildInfo;
import org.metrobed.launcher.recording.RawLogRecorder;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Log;
import org.metrobed.launcher.run.StopSignal;
import org.metrobed.model.TopicFilter;
import org.metrobed.recordings.PayloadRedaction;
import org.metrobed.recordings.RecordingAbout;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.BrokerRecorder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Records messages of a broker, or of the raw log. */
@Command(
        name = "record",
        description =
                "Record MQTT messages into a file that ./metrobed replay plays: from a broker while they come, or with --raw-log from what"
                        + " Metrobed has received.",
        mixinStandardHelpOptions = true)
public final class RecordCommand implements Callable<Integer> {

    private static final InstantSource CLOCK = Clock.systemUTC();
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final long LAST_MESSAGES_NANOS = 2_000_000_000;
    private static final long STEP_NANOS = 200_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceMixin service;

    @Parameters(paramLabel = "FILE", description = "The recording to write; it must not exist.")
    private Path file;

    @Option(
            names = "--topic",
            paramLabel = "FILTER",
            defaultValue = "#",
            description = "MQTT topic filter of the messages; several may be given (default: ${DEFAULT-VALUE}).")
    private List<String> topics;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "How long to record, ISO 8601, such as PT1H (default: until Ctrl-C).")
    private Duration length;

    @Option(names = "--raw-log", description = "Record from the raw log in Kafka instead of from the broker.")
    private boolean rawLog;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "With --raw-log: start, received time in UTC, inclusive (default: now).")
    private Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "With --raw-log: end, received time in UTC, exclusive (default: now).")
    private Instant to;

    @Option(
            names = "--redact",
            paramLabel = "FIELD",
            description =
                    "Replace the values of this field of JSON payloads; several may be given. Payloads that are not JSON are left"
                            + " out then.")
    private List<String> redacted = List.of();

    @Option(
            names = "--pseudonymize",
            paramLabel = "FIELD",
            description =
                    "Replace the values of this field by pseudonyms that differ in each recording; several may be given.")
    private List<String> pseudonyms = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Log.toTerminal();
        check();
        Console console = new Console(spec.commandLine().getOut());
        PayloadRedaction redaction = new PayloadRedaction(redacted, pseudonyms);
        boolean done = false;
        boolean created = false;
        try (RecordingWriter writer = new RecordingWriter(file, about(redaction))) {
            created = true;
            if (rawLog) {
                recordRawLog(writer, redaction, console);
            } else {
                recordBroker(writer, redaction, console);
            }
            done = true;
            console.say("%d messages, %d bytes of payload: %s".formatted(writer.messages(), writer.bytes(), file));
            tell(redaction, console);
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(file + " exists; a recording is never overwritten", e);
        } catch (IOException e) {
            throw new CommandException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        } catch (KafkaException e) {
            throw new CommandException(
                    "Kafka at " + service.kafka() + " does not give the raw log: " + e.getMessage(), e);
        } finally {
            if (created && !done) {
                removeIfEmpty();
            }
        }
    }

    private void check() {
        for (String topic : topics) {
            if (!TopicFilter.isValid(topic)) {
                throw new CommandException("--topic is '" + topic + "', must be an MQTT topic filter");
            }
        }
        if (length != null && (length.isNegative() || length.isZero())) {
            throw new CommandException("--for is " + length + ", must be above PT0S");
        }
        if (!rawLog && (from != null || to != null)) {
            throw new CommandException("--from and --to need --raw-log: a broker does not keep what it has delivered");
        }
        if (to != null && length != null) {
            throw new CommandException("--to and --for exclude each other");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new CommandException("--from is " + from + ", must be before --to " + to);
        }
    }

    private RecordingAbout about(PayloadRedaction redaction) {
        String source = rawLog ? "raw log" : "broker " + service.broker().url();
        RecordingAbout about =
                RecordingAbout.of(source, BuildInfo.VERSION).withTopics(topics).withRedaction(redaction);
        return from == null && to == null
                ? about
                : about.withPeriod(from == null ? null : from.toString(), to == null ? null : to.toString());
    }

    private void recordBroker(RecordingWriter writer, PayloadRedaction redaction, Console console)
            throws IOException, InterruptedException {
        BrokerConfig broker = service.broker();
        StopSignal stop = StopSignal.listen();
        try (BrokerRecorder recorder = new BrokerRecorder(broker, topics, writer, redaction, CLOCK)) {
            Thread end = new Thread(
                    () -> {
                        try {
                            stop.await();
                            recorder.stop();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "record-stop");
            end.setDaemon(true);
            end.start();
            console.say("recording " + String.join(", ", topics) + " of " + broker.url() + "; Ctrl-C ends it");
            recorder.run(length == null ? FOR_EVER : length);
            recorder.gaps()
                    .forEach(at ->
                            console.say("the broker had not kept its messages before " + at + "; some may be missing"));
        }
    }

    private void recordRawLog(RecordingWriter writer, PayloadRedaction redaction, Console console) throws IOException {
        Instant begin = from == null ? CLOCK.instant() : from;
        Instant end = to;
        if (length != null || (from == null && to == null)) {
            end = await(length == null ? FOR_EVER : length, console);
        }
        RawLogRecorder recorder = new RawLogRecorder(service.kafka(), service.topics(), topics);
        recorder.record(begin, end == null ? CLOCK.instant() : end, redaction, writer);
        if (recorder.incomplete() > 0) {
            console.say("%d large messages are left out: a part of them is not in the period or in the log"
                    .formatted(recorder.incomplete()));
        }
    }

    /** Waits while messages come; ingest needs a moment for the last ones. */
    private static Instant await(Duration length, Console console) {
        StopSignal stop = StopSignal.listen();
        console.say("recording from the raw log; Ctrl-C ends it");
        Instant end = CLOCK.instant().plus(length);
        while (!stop.isStopped() && CLOCK.instant().isBefore(end)) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        Instant now = CLOCK.instant();
        LockSupport.parkNanos(LAST_MESSAGES_NANOS);
        return now.isBefore(end) ? now : end;
    }

    private static void tell(PayloadRedaction redaction, Console console) {
        if (redaction.leftOut() > 0) {
            console.say("%d messages are left out: their payload is not JSON, so it cannot be redacted"
                    .formatted(redaction.leftOut()));
        }
        if (!redaction.missing().isEmpty()) {
            console.say("no message has the field " + String.join(", ", redaction.missing()));
        }
    }

    private void removeIfEmpty() {
        try {
            if (Files.exists(file) && Files.size(file) < 1_024) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CommandException(file + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
