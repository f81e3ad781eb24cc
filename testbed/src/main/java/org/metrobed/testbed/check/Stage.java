package org.metrobed.testbed.check;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.stream.catalog.InForce;
import org.metrobed.stream.decode.MessageDecoding;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.wire.decode.Message;
import org.metrobed.wire.topic.RawKind;

/**
 * The stage of the pipeline that decodes and locates, fed by hand: the one place where the dry run touches it. One thread.
 */
final class Stage {

    /** What became of a message. */
    record Outcome(List<Reading> readings, List<DeadLetter> deadLetters) {}

    private final InForce inForce;
    private final List<Reading> readings = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final MessageDecoding decoding = new MessageDecoding(readings::add, deadLetters::add);
    private long offset;

    Stage(Catalog catalog) {
        this.inForce = new InForce(Long.MIN_VALUE, catalog);
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
                        message.payload().length),
                inForce);
        return new Outcome(List.copyOf(readings), List.copyOf(deadLetters));
    }
}
