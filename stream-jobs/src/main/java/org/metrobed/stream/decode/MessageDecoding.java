package org.metrobed.stream.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.core.model.DeadLetter.Reason;
import org.metrobed.core.model.RawPosition;
import org.metrobed.stream.catalog.InForce;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.wire.decode.Decoded;
import org.metrobed.wire.decode.Measurement;
import org.metrobed.wire.decode.Message;
import org.metrobed.wire.decode.PayloadDecoder;
import org.metrobed.wire.topic.RawKind;

/**
 * The decisions of decoding, without Flink: each reading of a message becomes a {@link Reading} or a dead letter, and what
 * cannot be read at all one dead letter. Remembers which settings it has sent. One thread.
 */
public final class MessageDecoding {

    /** 2000-01-01T00:00:00Z; earlier phenomenon times are errors of a clock. */
    static final long EARLIEST_MICROS = 946_684_800_000_000L;
    /** How far a phenomenon time may lie after its reception, milliseconds. */
    static final long FUTURE_MILLIS = 60_000;

    private final Consumer<Reading> readings;
    private final Consumer<DeadLetter> deadLetters;
    private final Map<String, DatastreamSettings> sent = new HashMap<>();
    private Locator locator;

    /**
     * Decoding that has sent no settings yet.
     *
     * @param readings takes what could be placed
     * @param deadLetters takes what could not
     */
    public MessageDecoding(Consumer<Reading> readings, Consumer<DeadLetter> deadLetters) {
        this.readings = readings;
        this.deadLetters = deadLetters;
    }

    /** Takes one message with the catalog in force when it was received. */
    public void take(RawRecord message, InForce inForce) {
        if (locator == null || locator.version() != inForce.catalog().version()) {
            locator = new Locator(inForce.catalog());
        }
        Refusals refusals = new Refusals(message, locator.version(), deadLetters);
        if (message.kind() == RawKind.OVERSIZE) {
            refusals.whole(Reason.TOO_LARGE, "the payload has " + message.length() + " bytes, more than are taken");
            return;
        }
        Locator.Route route = locator.route(message.topic());
        if (route.decoder().isEmpty()) {
            refusals.whole(Reason.UNBOUND_TOPIC, "no binding of the catalog fits the topic '" + message.topic() + "'");
            return;
        }
        PayloadDecoder decoder = route.decoder().get();
        refusals.decodedBy(decoder);
        Decoded decoded =
                decoder.decode(new Message(message.topic(), message.payload(), null, message.receivedMillis()));
        for (Decoded.Rejection rejection : decoded.rejections()) {
            refusals.add("decode", rejection.index(), rejection.reason(), rejection.detail());
        }
        for (Measurement measurement : decoded.measurements()) {
            locate(message, route, measurement, refusals);
        }
    }

    private void locate(RawRecord message, Locator.Route route, Measurement measurement, Refusals refusals) {
        Locator.Found found = route.find(measurement.device(), measurement.property());
        if (found.datastream() == null) {
            refusals.add("locate", measurement.index(), Reason.UNKNOWN_DATASTREAM, unknown(found, measurement));
            return;
        }
        if (measurement.unit() != null
                && !measurement.unit().equals(found.datastream().unit())) {
            refusals.add(
                    "locate",
                    measurement.index(),
                    Reason.UNIT_MISMATCH,
                    "the unit of " + found.id() + " is '" + found.datastream().unit() + "', the reading says '"
                            + measurement.unit() + "'");
            return;
        }
        long micros = measurement.phenomenonMicros() == Measurement.NO_TIME
                ? message.receivedMillis() * 1_000
                : measurement.phenomenonMicros();
        if (micros < EARLIEST_MICROS || micros > (message.receivedMillis() + FUTURE_MILLIS) * 1_000) {
            refusals.add(
                    "locate",
                    measurement.index(),
                    Reason.TIME_OUT_OF_RANGE,
                    "the time of " + measurement.property() + " lies before 2000 or more than a minute after its"
                            + " reception");
            return;
        }
        readings.accept(new Reading(
                found.id(),
                micros,
                measurement.value(),
                message.receivedMillis(),
                message.partition(),
                message.offset(),
                measurement.index(),
                locator.version(),
                unsent(found.datastream().settings())));
    }

    private static String unknown(Locator.Found found, Measurement measurement) {
        return found.id() == null
                ? "neither topic nor payload says whose '" + measurement.property() + "' this is"
                : "the catalog has no datastream " + found.id();
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the common case and needs no comparison
    private DatastreamSettings unsent(DatastreamSettings settings) {
        DatastreamSettings before = sent.get(settings.datastream());
        if (before == settings) {
            return null;
        }
        sent.put(settings.datastream(), settings);
        boolean same = before != null
                && before.withCatalogVersion(settings.catalogVersion()).equals(settings);
        return same ? null : settings;
    }

    /** Dead letters of one message. */
    private static final class Refusals {

        private static final int MAX_DETAIL = 500;

        private final RawRecord message;
        private final long catalogVersion;
        private final Consumer<DeadLetter> out;
        private String decoder = "";

        Refusals(RawRecord message, long catalogVersion, Consumer<DeadLetter> out) {
            this.message = message;
            this.catalogVersion = catalogVersion;
            this.out = out;
        }

        void decodedBy(PayloadDecoder by) {
            decoder = by.name() + "/" + by.version();
        }

        void whole(Reason reason, String detail) {
            add("decode", RawPosition.WHOLE_MESSAGE, reason, detail);
        }

        void add(String stage, int index, Reason reason, String detail) {
            out.accept(new DeadLetter(
                    new RawPosition(message.partition(), message.offset(), index),
                    stage,
                    reason,
                    detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail,
                    message.topic(),
                    decoder,
                    message.receivedMillis(),
                    message.length(),
                    Printable.head(message.payload()),
                    catalogVersion));
        }
    }
}
