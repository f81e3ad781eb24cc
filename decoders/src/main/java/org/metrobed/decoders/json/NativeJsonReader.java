package org.metrobed.decoders.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedFlag;
import org.metrobed.model.calendar.IsoTime;

/** Reads one native JSON message. Used once, by one thread. */
final class NativeJsonReader {

    private final JsonParser parser;
    private final TimeFormat times;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private int index;
    private long micros;
    private String timeFault;
    private boolean timeLast;
    private int firstIndex;
    private int firstMeasurement;
    private int firstRejection;

    NativeJsonReader(JsonParser parser, TimeFormat times) {
        this.parser = parser;
        this.times = times;
    }

    Decoded read() throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readEntry();
            return new Decoded(measurements, rejections);
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return Json.malformed("the message is " + Json.kind(parser.currentToken())
                    + ", must be an object or an array of objects");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readEntry();
            } else {
                reject(Reason.MALFORMED, "the entry is " + Json.kind(parser.currentToken()) + ", must be an object");
                parser.skipChildren();
            }
        }
        return index == 0
                ? Decoded.rejected(Reason.EMPTY, "the array has no entry")
                : new Decoded(measurements, rejections);
    }

    /** Reads one {t, o}; t may come after o. */
    private void readEntry() throws IOException {
        micros = Measurement.NO_TIME;
        timeFault = null;
        timeLast = false;
        firstIndex = index;
        firstMeasurement = measurements.size();
        firstRejection = rejections.size();
        String fault = "o, the readings, is missing";
        String name;
        while ((name = parser.nextFieldName()) != null) {
            readField(name, parser.nextToken());
            fault = name.equals("o") ? "o has no reading" : fault;
        }
        if (index == firstIndex) {
            reject(Reason.MALFORMED, fault);
        } else if (timeFault != null) {
            rejectMeasurements();
        } else if (timeLast) {
            setTime();
        }
    }

    private void readField(String name, JsonToken value) throws IOException {
        if (name.equals("t")) {
            readTime(value);
            timeLast = index > firstIndex;
        } else if (name.equals("o") && value == JsonToken.START_OBJECT) {
            readValues();
        } else if (name.equals("o")) {
            reject(Reason.MALFORMED, "o is " + Json.kind(value) + ", must be an object of readings");
        }
        if (parser.currentToken() == value) {
            parser.skipChildren();
        }
    }

    private void readTime(JsonToken value) throws IOException {
        timeFault = null;
        micros = Measurement.NO_TIME;
        if (value == JsonToken.VALUE_STRING) {
            micros = IsoTime.micros(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            if (micros == IsoTime.INVALID) {
                micros = times.micros(parser.getText());
            }
            if (micros == IsoTime.INVALID) {
                timeFault = "t must be " + times.words() + "; is '" + Quote.name(parser.getText()) + "'";
            }
        } else if (value != JsonToken.VALUE_NULL) {
            timeFault = "t must be " + times.words() + "; is " + Json.kind(value);
        }
    }

    private void readValues() throws IOException {
        String property;
        while ((property = parser.nextFieldName()) != null) {
            JsonToken value = parser.nextToken();
            if (isValue(value)) {
                accept(property, number(value), null, StatedFlag.NONE);
            } else if (value == JsonToken.START_OBJECT) {
                readQuantity(property);
            } else {
                String fault = "is " + Json.kind(value) + ", must be a number, a truth value, null or {v, u}";
                rejectValue(property, fault, word(value), null, StatedFlag.NONE);
                parser.skipChildren();
            }
        }
    }

    private static boolean isValue(JsonToken value) {
        return Json.isNumber(value) || value == JsonToken.VALUE_NULL;
    }

    private double number(JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NULL ? Double.NaN : parser.getDoubleValue();
    }

    private String word(JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING || value.isBoolean() ? parser.getText() : null;
    }

    /** Reads a {v, u, qc, censored}. */
    private void readQuantity(String property) throws IOException {
        double number = Double.NaN;
        String word = null;
        String unit = null;
        String fault = "has no v";
        String unitFault = null;
        String flagFault = null;
        String censoredFault = null;
        QualityFlag flag = QualityFlag.GOOD;
        boolean censored = false;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonToken value = parser.nextToken();
            if (name.equals("v")) {
                number = isValue(value) ? number(value) : Double.NaN;
                word = word(value);
                fault = isValue(value) ? null : faultUnlessNull("v", value, "a number, a truth value or null");
            } else if (name.equals("u")) {
                unit = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                unitFault = unit != null ? null : faultUnlessNull("u", value, "a text");
            } else if (name.equals("qc") && value != JsonToken.VALUE_NULL) {
                flag = flag(value);
                flagFault = flag != null ? null : "has a qc that is no QARTOD flag 1, 2, 3, 4 or 9";
            } else if (name.equals("censored") && value != JsonToken.VALUE_NULL) {
                censored = value == JsonToken.VALUE_TRUE;
                censoredFault = value.isBoolean() ? null : faultUnlessNull("censored", value, "true or false");
            }
            parser.skipChildren();
        }
        String partFault = Stream.of(unitFault, flagFault, censoredFault)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        StatedFlag stated = flag == null ? null : new StatedFlag(flag, censored);
        if (fault != null && (word == null || partFault == null)) {
            rejectValue(property, fault, word, unit, stated);
        } else if (partFault != null) {
            reject(Reason.MALFORMED, property, partFault, null);
        } else {
            accept(property, number, unit, stated);
        }
    }

    /** The flag that a number names; null if it names none. */
    private QualityFlag flag(JsonToken value) throws IOException {
        int code = value == JsonToken.VALUE_NUMBER_INT ? parser.getValueAsInt() : 0;
        return Arrays.stream(QualityFlag.values())
                .filter(one -> one.code() == code)
                .findFirst()
                .orElse(null);
    }

    private static String faultUnlessNull(String field, JsonToken value, String expected) {
        return value == JsonToken.VALUE_NULL
                ? null
                : "has a " + field + " that is " + Json.kind(value) + ", must be " + expected;
    }

    private void accept(String property, double value, String unit, StatedFlag flag) {
        double number = flag.flag() == QualityFlag.MISSING ? Double.NaN : value;
        measurements.add(new Measurement(index++, null, property, micros, number, unit, false, known(flag)));
    }

    private void rejectValue(String property, String fault, String word, String unit, StatedFlag flag) {
        boolean textual = word != null && flag != null;
        if (textual && flag.flag() == QualityFlag.MISSING) {
            accept(property, Double.NaN, unit, flag);
            return;
        }
        Decoded.Word one = textual ? new Decoded.Word(word, micros, unit, false, known(flag)) : null;
        reject(Reason.NOT_A_NUMBER, property, fault, one);
    }

    private static StatedFlag known(StatedFlag flag) {
        boolean warns = flag.flag() == QualityFlag.SUSPECT || flag.flag() == QualityFlag.FAIL;
        return warns ? flag : flag.withoutFlag();
    }

    private void reject(Reason reason, String property, String fault, Decoded.Word word) {
        String detail = "o." + Quote.name(property) + " " + fault;
        rejections.add(new Decoded.Rejection(index++, reason, detail, null, property, word));
    }

    private void reject(Reason reason, String detail) {
        rejections.add(new Decoded.Rejection(index++, reason, detail));
    }

    private void rejectMeasurements() {
        List<Decoded.Rejection> wordy = rejections.subList(firstRejection, rejections.size());
        wordy.replaceAll(one -> one.word() == null
                ? one
                : new Decoded.Rejection(one.index(), Reason.MALFORMED, timeFault, null, one.property()));
        List<Measurement> timeless = measurements.subList(firstMeasurement, measurements.size());
        for (Measurement one : timeless) {
            rejections.add(new Decoded.Rejection(one.index(), Reason.MALFORMED, timeFault, null, one.property()));
        }
        timeless.clear();
    }

    private void setTime() {
        List<Measurement> timeless = measurements.subList(firstMeasurement, measurements.size());
        timeless.replaceAll(one -> one.at(micros));
        List<Decoded.Rejection> wordy = rejections.subList(firstRejection, rejections.size());
        wordy.replaceAll(one -> one.word() == null ? one : one.at(micros));
    }
}
