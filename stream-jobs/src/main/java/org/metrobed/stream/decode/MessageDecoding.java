package org.metrobed.stream.decode;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.metrobed.decoders.spi.Command;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.spi.SessionDecoder;
import org.metrobed.decoders.spi.StatusSignal;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.Liveness;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.RawKind;

/**
 * The decisions of decoding, without Flink: each reading of a message becomes a {@link Reading} or a dead letter; an
 * unreadable message becomes one dead letter. A redriven message gives only its chosen readings, and an outcome for
 * each of them. Remembers which settings and liveness signals it has sent. One thread.
 */
public final class MessageDecoding {

    private static final String UNREADABLE = "the record of the raw log is none that ingest or the API writes: an"
            + " unknown kind, a header that is absent or no number, no heartbeat in a heartbeat, or a topic that is none";

    private static final String INCOMPLETE =
            "the raw log no longer keeps every part of this payload of %d bytes as it was" + " received";

    private final DecodeOutput out;
    private final AssignDatastream placing;
    private final LivenessSampler sampler;
    private Locator locator;

    /** Decoding that has sent no settings yet. */
    public MessageDecoding(DecodeOutput out) {
        this.out = out;
        this.placing = new AssignDatastream(out);
        this.sampler = new LivenessSampler(out::livenessSignal);
    }

    /**
     * Decoding for callers that need readings and dead letters only.
     *
     * @param readings receives the readings with a datastream
     * @param deadLetters receives the refused ones
     */
    public MessageDecoding(Consumer<Reading> readings, Consumer<DeadLetter> deadLetters) {
        this(new DecodeOutput() {
            @Override
            public void reading(Reading reading) {
                readings.accept(reading);
            }

            @Override
            public void deadLetter(DeadLetter letter) {
                deadLetters.accept(letter);
            }
        });
    }

    /**
     * Takes one message with the catalog in force when this record was written. If its decoder keeps a session, the
     * message is passed to {@link DecodeOutput#session} and not decoded here.
     */
    public void take(RawRecord message, CatalogInForce inForce) {
        Refusals refusals = begin(message, inForce);
        if (message.kind() == RawKind.UNREADABLE) {
            refusals.whole(Reason.MALFORMED, UNREADABLE);
            return;
        }
        if (message.kind() == RawKind.OVERSIZE) {
            refusals.whole(Reason.TOO_LARGE, "the payload has " + message.length() + " bytes, more than are taken");
            return;
        }
        if (message.kind() == RawKind.INCOMPLETE) {
            refusals.whole(Reason.INCOMPLETE, INCOMPLETE.formatted(message.length()));
            settle(message, refusals, Placed.NONE);
            return;
        }
        Locator.Route route = locator.route(message.topic());
        if (route.decoder().isEmpty()) {
            refusals.whole(Reason.UNBOUND_TOPIC, route.problem());
            settle(message, refusals, Placed.NONE);
            return;
        }
        if (message.isLive() && route.gateway() != null) {
            sampler.gateway(message, route.gateway());
        }
        PayloadDecoder decoder = route.decoder().get();
        if (decoder instanceof SessionDecoder) {
            out.session(message);
            return;
        }
        refusals.decodedBy(decoder);
        finish(message, route, decoder.decode(asMessage(message)), refusals);
    }

    /**
     * Takes one message from {@link DecodeOutput#session}, with the session of its key.
     *
     * @param sessions the sessions of the message's key; changed
     */
    public void take(RawRecord message, CatalogInForce inForce, SessionState sessions) {
        Refusals refusals = begin(message, inForce);
        Locator.Route route = locator.route(message.topic());
        if (!(route.decoder().orElse(null) instanceof SessionDecoder decoder)) {
            throw new IllegalStateException("the decoder of " + message.topic() + " keeps no session");
        }
        refusals.decodedBy(decoder);
        SessionDecoder.Session session = sessions.session(decoder);
        Decoded decoded = message.again() == null
                ? decoder.decode(session, asMessage(message))
                : decoder.redecode(session, asMessage(message));
        finish(message, route, decoded, refusals);
    }

    private Refusals begin(RawRecord message, CatalogInForce inForce) {
        if (locator == null || locator.version() != inForce.catalog().version()) {
            locator = new Locator(inForce);
        }
        return new Refusals(message, locator.version(), out::deadLetter);
    }

    private static Message asMessage(RawRecord message) {
        return new Message(
                message.topic(),
                message.payload(),
                message.contentType(),
                message.receivedMillis(),
                Math.max(0, message.micros()));
    }

    private void finish(RawRecord message, Locator.Route route, Decoded decoded, Refusals refusals) {
        Set<Integer> placed = message.again() == null ? null : new HashSet<>();
        Received received = new Received(message, locator.version(), route.hasKeyOf(message));
        MessageThings attendance = new MessageThings(sampler, message, route);
        ComputeValueProducts combining = new ComputeValueProducts(placing, received);
        for (MessageReadings.Named named : new MessageReadings(message, route, refusals).read(decoded, attendance)) {
            Measurement measurement = named.measurement();
            ResolvedField found = named.field();
            if (!found.ignored() && message.chooses(measurement.index())) {
                Reading reading = placing.place(received, named, refusals);
                if (reading != null) {
                    combining.note(named, reading);
                    if (placed != null) {
                        placed.add(measurement.index());
                    }
                }
            }
        }
        combining.end();
        attendance.end();
        if (placed != null) {
            boolean empty =
                    decoded.measurements().isEmpty() && decoded.rejections().isEmpty();
            settle(message, refusals, new Placed(placed, empty));
        }
        if (message.again() == null) {
            decoded.signs().forEach(sign -> sign(message, route, sign));
            for (int i = 0; i < decoded.commands().size(); i++) {
                command(message, i, decoded.commands().get(i));
            }
        }
    }

    /**
     * What a redriven message became.
     *
     * @param indices of its readings that have a datastream
     * @param empty whether it is valid and holds no reading
     */
    private record Placed(Set<Integer> indices, boolean empty) {

        static final Placed NONE = new Placed(Set.of(), false);

        int readings(int index) {
            return index == RawPosition.WHOLE_MESSAGE ? indices.size() : indices.contains(index) ? 1 : 0;
        }
    }

    /**
     * Writes the outcomes. A reading that the binding ignores, or an index that the message does not have as it is decoded now, is not
     * settled: it can be redriven if the binding is changed.
     */
    private void settle(RawRecord message, Refusals refusals, Placed placed) {
        if (message.again() == null || message.again().offset() == message.offset()) {
            return; // nobody asked for it again
        }
        for (int index : message.again().indices()) {
            int readings = refusals.refused(index) ? 0 : placed.readings(index);
            out.redrive(new Redrive(
                    new RawPosition(message.partition(), message.messageOffset(), index),
                    message.offset() + 1,
                    readings > 0 || placed.empty() || refusals.refusedParts(index),
                    readings,
                    message.logMillis(),
                    refusals.decoder(),
                    locator.version(),
                    message.again().clockMillis()));
        }
    }

    private void sign(RawRecord message, Locator.Route route, StatusSignal sign) {
        Liveness.Status status =
                sign.state() == StatusSignal.State.ONLINE ? Liveness.Status.ONLINE : Liveness.Status.OFFLINE;
        Locator.Subject subject = route.subject(sign.device());
        if (subject != null) {
            String gateway = subject.kind() == Liveness.Kind.GATEWAY || route.gateway() == null ? "" : route.gateway();
            out.livenessSignal(new LivenessSignal(
                    subject.kind(), subject.id(), gateway, message.logMillis(), LivenessSignal.NO_TIME, status));
        }
    }

    private void command(RawRecord message, int number, Command command) {
        out.command(new Outgoing(
                message.partition() + "-" + message.offset() + "-" + number,
                command.topic(),
                command.payload(),
                command.qos(),
                message.receivedMillis() + command.validMillis()));
    }
}
