package org.metrobed.decoders.sparkplug;

import java.util.List;
import org.metrobed.decoders.proto.sparkplug.Metric;

/**
 * The number of a metric, or the reason why it has none. Immutable.
 *
 * @param value NaN if the metric is null
 * @param fault the fault, as text that follows the metric's name; null if there is a number
 * @param word the text or the truth value that the metric is; null if it is none
 */
record SparkplugNumber(double value, String fault, String word) {

    private static final int INT8 = 1;
    private static final int INT16 = 2;
    private static final int INT32 = 3;
    private static final int INT64 = 4;
    private static final int UINT8 = 5;
    private static final int UINT16 = 6;
    private static final int UINT32 = 7;
    private static final int UINT64 = 8;
    private static final int BOOLEAN = 11;
    private static final int STRING = 12;
    private static final int TEXT = 14;

    private static final List<String> TYPES = List.of(
            "Unknown",
            "Int8",
            "Int16",
            "Int32",
            "Int64",
            "UInt8",
            "UInt16",
            "UInt32",
            "UInt64",
            "Float",
            "Double",
            "Boolean",
            "String",
            "DateTime",
            "Text",
            "UUID",
            "DataSet",
            "Bytes",
            "File",
            "Template");

    /**
     * The number of a metric.
     *
     * @param datatype its Sparkplug type, 0 if not known
     */
    static SparkplugNumber of(Metric metric, int datatype) {
        if (datatype < 0 || datatype > BOOLEAN) {
            boolean text = (datatype == STRING || datatype == TEXT) && metric.hasStringValue();
            String fault = "is of type " + type(datatype) + ", must be a number or a truth value";
            return new SparkplugNumber(Double.NaN, fault, text ? text(metric) : null);
        }
        if (metric.getIsNull()) {
            return number(Double.NaN);
        }
        return switch (metric.getValueCase()) {
            case INT_VALUE -> whole(datatype, metric.getIntValue(), Integer.toUnsignedLong(metric.getIntValue()));
            case LONG_VALUE -> whole(datatype, metric.getLongValue(), metric.getLongValue());
            case FLOAT_VALUE -> number(metric.getFloatValue());
            case DOUBLE_VALUE -> number(metric.getDoubleValue());
            case BOOLEAN_VALUE -> truth(metric.getBooleanValue());
            case STRING_VALUE ->
                new SparkplugNumber(Double.NaN, "is a text, must be a number or a truth value", text(metric));
            case VALUE_NOT_SET -> fault("has no value and is not null");
            default -> fault("has a value that is neither a number nor a truth value");
        };
    }

    /**
     * Negative numbers are in unsigned fields, in two's complement; encoders differ in the number of bits that they
     * write.
     */
    private static SparkplugNumber whole(int type, long signed, long unsigned) {
        return switch (type) {
            case INT8 -> signed(signed, 8, type);
            case INT16 -> signed(signed, 16, type);
            case INT32 -> signed(signed, 32, type);
            case INT64 -> number((double) signed);
            case UINT8 -> unsigned(unsigned, 8, type);
            case UINT16 -> unsigned(unsigned, 16, type);
            case UINT32 -> unsigned(unsigned, 32, type);
            case UINT64 ->
                number(unsigned >= 0 ? (double) unsigned : ((double) ((unsigned >>> 1) | (unsigned & 1))) * 2.0);
            case BOOLEAN -> unsigned < 0 || unsigned > 1 ? beyond(type) : truth(unsigned == 1);
            default ->
                signed >= 0
                        ? number((double) signed)
                        : fault("has a whole number, and no datatype that says whether it is negative");
        };
    }

    private static SparkplugNumber signed(long bits, int width, int type) {
        if (bits < -(1L << (width - 1)) || bits >= 1L << width) {
            return beyond(type);
        }
        int unused = Long.SIZE - width;
        return number((double) (bits << unused >> unused));
    }

    private static SparkplugNumber unsigned(long bits, int width, int type) {
        return bits < 0 || bits >= 1L << width ? beyond(type) : number((double) bits);
    }

    private static SparkplugNumber beyond(int type) {
        return fault("lies beyond what " + type(type) + " can be");
    }

    private static SparkplugNumber number(double value) {
        return new SparkplugNumber(value, null, null);
    }

    private static SparkplugNumber truth(boolean value) {
        return new SparkplugNumber(Double.NaN, "is " + value + ", must be a number or a truth value", value + "");
    }

    private static SparkplugNumber fault(String fault) {
        return new SparkplugNumber(Double.NaN, fault, null);
    }

    private static String text(Metric metric) {
        return metric.getStringValue().toStringUtf8();
    }

    private static String type(int datatype) {
        return datatype >= 0 && datatype < TYPES.size() ? TYPES.get(datatype) : Integer.toUnsignedString(datatype);
    }
}
