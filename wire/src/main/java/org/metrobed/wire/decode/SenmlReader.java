package org.metrobed.wire.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.core.model.DeadLetter.Reason;

/** Reads one SenML pack. Used once, by one thread. */
final class SenmlReader {

    private static final double FIRST_ABSOLUTE_SECONDS = 1L << 28;
    private static final double MAX_SECONDS = 9e12;
    private static final int NEWEST_VERSION = 10;

    private final JsonParser parser;
    private final long receivedMillis;
    private final SenmlRecord record = new SenmlRecord();
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private int index;

    SenmlReader(JsonParser parser, long receivedMillis) {
        this.parser = parser;
        this.receivedMillis = receivedMillis;
    }

    Decoded read() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return Json.malformed("the pack is " + Json.kind(parser.currentToken()) + ", must be an array of records");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                reject(Reason.MALFORMED, "the record is " + Json.kind(parser.currentToken()) + ", must be an object");
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

    /** Why RFC 8428 has us refuse the whole pack, or null. */
    private String refusal() {
        if (record.unknown != null) {
            return "field " + Quote.name(record.unknown) + " must be understood (RFC 8428, 4.4), and is not";
        }
        if (record.version > NEWEST_VERSION) {
            return "bver is " + record.version + ", must be at most " + NEWEST_VERSION;
        }
        return null;
    }

    /** Reads on to the end of the pack, so that what follows it is judged as usual. */
    private void drain() throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
        }
    }

    private void resolve() {
        String name = record.name == null ? record.baseName : record.baseName + record.name;
        int cut = Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'));
        boolean numeric = record.hasValue || (record.hasBaseValue && record.otherValue == null && !record.hasSum);
        if (record.fault != null) {
            reject(Reason.MALFORMED, record.fault);
        } else if (cut == name.length() - 1) {
            reject(Reason.MALFORMED, "name '" + Quote.name(name) + "' ends without a property");
        } else if (!numeric) {
            reject(Reason.NOT_A_NUMBER, Quote.name(name) + ": " + whyNotNumeric() + ", must be a number in v");
        } else {
            accept(cut < 0 ? null : name.substring(0, cut), name.substring(cut + 1));
        }
    }

    private String whyNotNumeric() {
        if (record.otherValue != null) {
            return record.otherValue;
        }
        return record.hasSum ? "s is a sum" : "there is no value";
    }

    private void accept(String device, String property) {
        double seconds = record.baseTime + record.time;
        if (!(Math.abs(record.baseTime) <= MAX_SECONDS && Math.abs(record.time) <= MAX_SECONDS)) {
            reject(
                    Reason.TIME_OUT_OF_RANGE,
                    Quote.name(property) + ": time " + seconds + " s lies beyond all calendars");
            return;
        }
        double value = record.hasBaseValue ? record.baseValue + record.value : record.value;
        String unit = record.unit == null ? record.baseUnit : record.unit;
        measurements.add(new Measurement(index++, device, property, micros(seconds), value, unit));
    }

    private long micros(double seconds) {
        if (seconds == 0) {
            return Measurement.NO_TIME;
        }
        long micros = Math.round(record.baseTime * 1e6) + Math.round(record.time * 1e6);
        return seconds >= FIRST_ABSOLUTE_SECONDS ? micros : receivedMillis * 1_000 + micros;
    }

    private void reject(Reason reason, String detail) {
        rejections.add(new Decoded.Rejection(index++, reason, detail));
    }
}
