package org.metrobed.decoders.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.model.DeadLetter.Reason;

/** Reads one SenML pack, in JSON or CBOR. Used once, by one thread. */
final class SenmlReader {

    private static final double FIRST_ABSOLUTE_SECONDS = 1L << 28;
    private static final double MAX_SECONDS = 9e12;
    private static final int NEWEST_VERSION = 10;
    private static final int MAX_NAME = 512;

    private final JsonParser parser;
    private final long receivedMicros;
    private final SenmlRecord record;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private int index;

    /** @param labels maps the names of fields to the labels of RFC 8428, table 1 */
    SenmlReader(JsonParser parser, long receivedMicros, UnaryOperator<String> labels) {
        this.parser = parser;
        this.receivedMicros = receivedMicros;
        this.record = new SenmlRecord(labels);
    }

    Decoded read() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return Json.malformed("the pack is " + Json.kind(parser.currentToken()) + ", must be an array of records");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                String kind = Json.kind(parser.currentToken());
                reject(Reason.MALFORMED, "the record is " + kind + ", must be an object", null, null);
                parser.skipChildren();
                continue;
            }
            record.read(parser);
            String refusal = refusal();
            if (refusal != null) {
                drain();
                return Json.malformed(refusal);
            }
            if (record.regular || record.fault != null) {
                resolve();
            }
        }
        return index == 0
                ? Decoded.rejected(Reason.EMPTY, "the pack has no reading")
                : new Decoded(measurements, rejections);
    }

    /** The reason for which RFC 8428 requires that the whole pack is refused, or null. */
    private String refusal() {
        if (record.unknown != null) {
            return "field " + Quote.name(record.unknown) + " must be understood (RFC 8428, 4.4), and is not";
        }
        if (record.version > NEWEST_VERSION) {
            return "bver is " + record.version + ", must be at most " + NEWEST_VERSION;
        }
        return null;
    }

    /** Reads to the end of the pack, so that its remaining syntax is checked. */
    private void drain() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
        }
    }

    private void resolve() {
        int length = record.baseName.length() + (record.name == null ? 0 : record.name.length());
        String name = length > MAX_NAME ? "" : record.baseName + (record.name == null ? "" : record.name);
        int cut = Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'));
        if (record.fault != null) {
            reject(Reason.MALFORMED, record.fault, null, null);
        } else if (length > MAX_NAME) {
            reject(Reason.MALFORMED, "the name has " + length + " characters, at most " + MAX_NAME, null, null);
        } else if (cut == name.length() - 1) {
            reject(Reason.MALFORMED, "name '" + Quote.name(name) + "' ends without a property", null, null);
        } else {
            resolve(cut < 0 ? null : name.substring(0, cut), name.substring(cut + 1));
        }
    }

    private void resolve(String device, String property) {
        if (!(Math.abs(record.baseTime) <= MAX_SECONDS && Math.abs(record.time) <= MAX_SECONDS)) {
            String detail =
                    Quote.name(property) + ": time " + (record.baseTime + record.time) + " s lies beyond all calendars";
            reject(Reason.TIME_OUT_OF_RANGE, detail, device, property);
            return;
        }
        boolean bare = !record.hasValue && record.otherValue == null && !record.hasSum;
        if (record.hasValue || (bare && record.hasBaseValue)) {
            accept(device, property, record.baseValue + record.value, unit());
        } else if (record.otherValue != null || !(record.hasSum || record.hasBaseSum)) {
            String why = record.otherValue == null ? "there is no value" : record.otherValue;
            rejections.add(new Decoded.Rejection(
                    index++,
                    Reason.NOT_A_NUMBER,
                    Quote.name(property) + ": " + why + ", must be a number in v or a truth value in vb",
                    device,
                    property,
                    record.word == null ? null : new Decoded.Word(record.word, micros(), record.hasTruth ? record.unit : unit())));
        }
        if (record.hasSum || (bare && record.hasBaseSum && !record.hasBaseValue)) {
            // RFC 8428, 4.2: a sum is in the unit multiplied by seconds
            accept(device, property + ".sum", record.baseSum + record.sum, unit() == null ? null : unit() + ".s");
        }
    }

    private String unit() {
        return record.unit == null ? record.baseUnit : record.unit;
    }

    private void accept(String device, String property, double value, String unit) {
        measurements.add(new Measurement(index++, device, property, micros(), value, unit));
    }

    private long micros() {
        double seconds = record.baseTime + record.time;
        if (seconds == 0) {
            return Measurement.NO_TIME;
        }
        long micros = Math.round(record.baseTime * 1e6) + Math.round(record.time * 1e6);
        return seconds >= FIRST_ABSOLUTE_SECONDS ? micros : receivedMicros + micros;
    }

    private void reject(Reason reason, String detail, String device, String property) {
        rejections.add(new Decoded.Rejection(index++, reason, detail, device, property));
    }
}
