package org.metrobed.stream.decode;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Redrive;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.Outgoing;

/** Sends the results of decoding to the outputs of an operator, and counts them. One thread. */
final class SideOutputs implements DecodeOutput {

    private final MetricGroup metrics;
    private final Counter messages;
    private final Map<DeadLetter.Reason, Counter> refused = new EnumMap<>(DeadLetter.Reason.class);
    private Emitter emitter;
    private Collector<Reading> readings;

    /** Sends to an operator's side outputs. */
    @FunctionalInterface
    interface Emitter {
        <T> void output(OutputTag<T> tag, T value);
    }

    SideOutputs(MetricGroup metrics) {
        this.metrics = metrics;
        this.messages = metrics.counter("messages");
    }

    /** Begins an element: the results that follow belong to it. */
    void begin(Emitter to, Collector<Reading> main) {
        emitter = to;
        readings = main;
        messages.inc();
    }

    @Override
    public void reading(Reading reading) {
        readings.collect(reading);
    }

    @Override
    public void copy(Reading copy) {
        readings.collect(copy);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        refused.computeIfAbsent(
                        letter.reason(),
                        reason -> metrics.addGroup("reason", reason.code()).counter("deadLetters"))
                .inc();
        emitter.output(DecodeMessages.DEAD_LETTERS, letter);
    }

    @Override
    public void redrive(Redrive outcome) {
        emitter.output(DecodeMessages.REDRIVES, outcome);
    }

    @Override
    public void livenessSignal(LivenessSignal livenessSignal) {
        emitter.output(DecodeMessages.LIVENESS_SIGNALS, livenessSignal);
    }

    @Override
    public void command(Outgoing command) {
        emitter.output(DecodeSessions.COMMANDS, command);
    }

    @Override
    public void session(RawRecord message) {
        emitter.output(DecodeMessages.SESSIONS, message);
    }
}
