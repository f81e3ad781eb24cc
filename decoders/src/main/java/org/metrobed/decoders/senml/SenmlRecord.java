package org.metrobed.decoders.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.metrobed.decoders.text.Json;

/** The fields of one SenML record, and the base fields in force. Reused for each record; one thread. */
final class SenmlRecord {

    // in force from the record that contains them
    String baseName = "";
    double baseTime;
    String baseUnit;
    double baseValue;
    boolean hasBaseValue;
    double baseSum;
    boolean hasBaseSum;
    double version;

    // of this record alone
    String name;
    String unit;
    double value;
    double sum;
    double time;
    /** Whether there is a number in v, to which the base value is added. */
    boolean hasValue;
    /** Whether there is a truth value in vb; a base unit is not its unit. */
    boolean hasTruth;

    boolean hasSum;
    boolean regular;
    /** The value that is not a number, as text; null if there is none. */
    String otherValue;
    /** The text in vs, or the truth value in vb; null if there is none. */
    String word;
    /** The first field of a wrong type, as text; null if there is none. */
    String fault;
    /** A field that must be understood but is not known; null if there is none. */
    String unknown;

    private final UnaryOperator<String> labels;
    private String valueField;

    /** @param labels maps the names of fields to the labels of RFC 8428, table 1 */
    SenmlRecord(UnaryOperator<String> labels) {
        this.labels = labels;
    }

    /** Reads the object at the parser's current token. */
    void read(JsonParser parser) throws IOException {
        clear();
        String field;
        while ((field = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            String label = labels.apply(field);
            if (label.startsWith("b")) {
                readBase(label, token, parser);
            } else {
                readRegular(label, token, parser);
            }
            parser.skipChildren();
        }
    }

    private void clear() {
        name = null;
        unit = null;
        value = 0;
        sum = 0;
        time = 0;
        hasValue = false;
        hasTruth = false;
        hasSum = false;
        regular = false;
        otherValue = null;
        word = null;
        fault = null;
        unknown = null;
        valueField = null;
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
            case "bs" -> {
                baseSum = number(field, token, parser);
                hasBaseSum = true;
            }
            case "bver" -> version = number(field, token, parser);
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
            case "s" -> {
                sum = number(field, token, parser);
                hasSum = true;
            }
            case "v", "vs", "vb", "vd" -> readValue(field, token, parser);
            default -> noteUnknown(field);
        }
    }

    private void readValue(String field, JsonToken token, JsonParser parser) throws IOException {
        if (valueField != null) {
            noteFault("there are both " + valueField + " and " + field + ", must be one value");
        }
        valueField = field;
        if (field.equals("v") && Json.isNumber(token)) {
            value = parser.getDoubleValue();
            hasValue = true;
        } else if (field.equals("vb") && token.isBoolean()) {
            otherValue = "vb is " + parser.getText();
            word = parser.getText();
            hasTruth = true;
        } else if (field.equals("vs")) {
            otherValue = "vs is a text";
            word = token == JsonToken.VALUE_STRING ? parser.getText() : null;
        } else if (field.equals("vd")) {
            otherValue = "vd is data";
        } else {
            otherValue = field + " is " + Json.kind(token);
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
