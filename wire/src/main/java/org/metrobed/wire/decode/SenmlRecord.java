package org.metrobed.wire.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The fields of one SenML record, regular and base, and the base fields in force. Reused from record to record; one thread. */
final class SenmlRecord {

    // in force from the record that has them on
    String baseName = "";
    double baseTime;
    String baseUnit;
    double baseValue;
    boolean hasBaseValue;
    double version;

    // of this record alone
    String name;
    String unit;
    double value;
    double time;
    boolean hasValue;
    boolean hasSum;
    boolean regular;
    /** What stands in the place of a number, in words; null when nothing does. */
    String otherValue;
    /** The first field of a wrong type, in words; null when there is none. */
    String fault;
    /** A field that one must understand and we do not; null when there is none. */
    String unknown;

    /** Reads the object that the parser stands on. */
    void read(JsonParser parser) throws IOException {
        clear();
        String field;
        while ((field = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            if (field.startsWith("b")) {
                readBase(field, token, parser);
            } else {
                readRegular(field, token, parser);
            }
            parser.skipChildren();
        }
    }

    private void clear() {
        name = null;
        unit = null;
        value = 0;
        time = 0;
        hasValue = false;
        hasSum = false;
        regular = false;
        otherValue = null;
        fault = null;
        unknown = null;
    }

    private void readBase(String field, JsonToken token, JsonParser parser) throws IOException {
        switch (field) {
            case "bn" -> baseName = text(field, token, parser, baseName);
            case "bu" -> baseUnit = text(field, token, parser, baseUnit);
            case "bt" -> baseTime = number(field, token, parser);
            case "bv" -> {
                baseValue = number(field, token, parser);
                hasBaseValue = true;
            }
            case "bver" -> version = number(field, token, parser);
            case "bs" -> number(field, token, parser);
            default -> noteUnknown(field);
        }
    }

    private void readRegular(String field, JsonToken token, JsonParser parser) throws IOException {
        regular = true;
        switch (field) {
            case "n" -> name = text(field, token, parser, "");
            case "u" -> unit = text(field, token, parser, null);
            case "t" -> time = number(field, token, parser);
            case "ut" -> number(field, token, parser);
            case "v" -> {
                value = Json.isNumber(token) ? parser.getDoubleValue() : 0;
                hasValue = Json.isNumber(token);
                otherValue = hasValue ? otherValue : "v is " + Json.kind(token);
            }
            case "s" -> {
                number(field, token, parser);
                hasSum = true;
            }
            case "vs" -> otherValue = "vs is a text";
            case "vb" -> otherValue = "vb is a truth value";
            case "vd" -> otherValue = "vd is data";
            default -> noteUnknown(field);
        }
    }

    private String text(String field, JsonToken token, JsonParser parser, String otherwise) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        noteFault(field + " is " + Json.kind(token) + ", must be a text");
        return otherwise;
    }

    private double number(String field, JsonToken token, JsonParser parser) throws IOException {
        if (Json.isNumber(token)) {
            return parser.getDoubleValue();
        }
        noteFault(field + " is " + Json.kind(token) + ", must be a number");
        return 0;
    }

    private void noteFault(String what) {
        fault = fault == null ? what : fault;
    }

    private void noteUnknown(String field) {
        if (field.endsWith("_") && unknown == null) {
            unknown = field;
        }
    }
}
