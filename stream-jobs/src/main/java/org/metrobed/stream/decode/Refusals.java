package org.metrobed.stream.decode;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.RawPosition;
import org.metrobed.stream.source.RawRecord;

/** The dead letters of one message. One thread. */
final class Refusals {

    private static final int MAX_DETAIL = 500;
    private static final int MAX_TOPIC = 65_535;

    private final RawRecord message;
    private final long catalogVersion;
    private final Consumer<DeadLetter> out;
    private final Set<Integer> refused = new HashSet<>(0);
    private String decoder = "";

    Refusals(RawRecord message, long catalogVersion, Consumer<DeadLetter> out) {
        this.message = message;
        this.catalogVersion = catalogVersion;
        this.out = out;
    }

    void decodedBy(PayloadDecoder by) {
        decoder = by.name() + "/" + by.version();
    }

    /** The decoder that ran, with its version; empty if none did. */
    String decoder() {
        return decoder;
    }

    void whole(Reason reason, String detail) {
        add("decode", RawPosition.WHOLE_MESSAGE, reason, detail);
    }

    /** Writes a dead letter; nothing for a reading that a redriven message does not choose. */
    void add(String stage, int index, Reason reason, String detail) {
        if (!message.chooses(index)) {
            return;
        }
        if (message.again() != null) {
            refused.add(index);
        }
        out.accept(DeadLetterBuilder.builder()
                .raw(new RawPosition(message.partition(), message.messageOffset(), index))
                .stage(stage)
                .reason(reason)
                .detail(Printable.text(detail, MAX_DETAIL))
                .topic(Printable.text(message.topic(), MAX_TOPIC))
                .decoder(decoder)
                .receivedMillis(message.receivedMillis())
                .payloadBytes(message.length())
                .payloadHead(Printable.head(message.payload()))
                .catalogVersion(catalogVersion)
                .attempt(message.again() == null ? 0 : message.offset() + 1)
                .build());
    }

    /** Whether this is a whole redriven message of which readings have become dead letters of their own. */
    boolean refusedParts(int index) {
        return index == RawPosition.WHOLE_MESSAGE && !refused.isEmpty() && !refused.contains(index);
    }

    /** Whether a reading of a redriven message was refused, alone or with the whole message. */
    boolean refused(int index) {
        return refused.contains(index) || refused.contains(RawPosition.WHOLE_MESSAGE);
    }
}
