package org.metrobed.launcher.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.catalog.Catalog;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.DeadLetter;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.decode.DecodeOutput;
import org.metrobed.stream.decode.MessageDecoding;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.SessionState;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

/**
 * Runs the decode and locate stage of the pipeline for a single message. The dry run uses the pipeline only through
 * this class. One thread.
 */
final class DecodeStage implements DecodeOutput {

    /** The result of a message. */
    record Outcome(List<Reading> readings, List<DeadLetter> deadLetters) {}

    private final CatalogInForce inForce;
    private final List<Reading> readings = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<String, SessionState> sessions = new HashMap<>();
    private final MessageDecoding decoding = new MessageDecoding(this);
    private long offset;

    DecodeStage(Catalog catalog) {
        this.inForce = new CatalogInForce(Long.MIN_VALUE, catalog);
    }

    @Override
    public void reading(Reading reading) {
        readings.add(reading);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        deadLetters.add(letter);
    }

    /** Decodes the message immediately, with the session of its key. */
    @Override
    public void session(RawRecord message) {
        String key = SampleDecoder.key(inForce.catalog(), message.topic());
        decoding.take(message, inForce, sessions.computeIfAbsent(key, first -> new SessionState()));
    }

    /** Takes the next message. */
    Outcome take(Message message) {
        readings.clear();
        deadLetters.clear();
        decoding.take(
                new RawRecord(
                        RawKind.MESSAGE,
                        0,
                        offset++,
                        message.receivedMillis(),
                        message.topic(),
                        message.payload(),
                        message.payload().length,
                        new byte[0],
                        message.contentType(),
                        null),
                inForce);
        return new Outcome(List.copyOf(readings), List.copyOf(deadLetters));
    }
}
