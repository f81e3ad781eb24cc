package org.metrobed.decoders.json;

import java.util.List;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.text.JsonCondition;
import org.metrobed.decoders.text.JsonPath;
import org.metrobed.decoders.text.TimeFormat;

/**
 * The layout of JSON messages, from the options of a binding. Immutable.
 *
 * @param each paths of the arrays or objects of readings, each within an element of the one before; empty if the message is one reading
 * @param where conditions that a reading must meet, else it is passed over
 * @param time path of the time; null if there is none
 * @param device path of the device; null if there is none
 * @param prefix parts of a name before those of the fields; empty if there is none
 * @param fields the fields, in the order of the options; empty in the long form
 * @param longForm where each reading names its field; null if the options name the fields
 * @param numbersAsText whether text that is a number is accepted
 * @param timeFormat the format of times
 * @param spacing how far apart samples of one block are; null if arrays are no blocks of samples
 */
record JsonPointerLayout(
        List<JsonPath> each,
        List<JsonCondition> where,
        JsonPath time,
        JsonPath device,
        List<JsonPath> prefix,
        List<Field> fields,
        LongForm longForm,
        boolean numbersAsText,
        TimeFormat timeFormat,
        SampleSpacing spacing) {

    /** The options that define it. */
    static final List<DecoderOption> OPTIONS = Stream.of(
                    Stream.of(
                            new DecoderOption(
                                    "fields",
                                    "The fields and the places of their values: a JSON Pointer such as"
                                            + " /sensors/0/value, or a"
                                            + " map of path, unit, unit-path and required (true or false). Needed unless property"
                                            + " and value are given.",
                                    false),
                            new DecoderOption(
                                    "property",
                                    "In the long form, where each reading names its field: JSON Pointer to that name, or key:; of a"
                                            + " list of these the parts are joined by dots.",
                                    false),
                            new DecoderOption("value", "In the long form the JSON Pointer to the value.", false),
                            new DecoderOption("unit", "In the long form the JSON Pointer to the unit.", false),
                            new DecoderOption(
                                    "each",
                                    "The readings: an array, or an object, where key: in the place of a pointer is the name"
                                            + " of the reading and index: its place, from 0. Pointers count from the reading,"
                                            + " behind root: from the message. Of a list of pointers each counts from an element"
                                            + " of the one before, for arrays in arrays and objects in objects; up: before a"
                                            + " pointer, key: or index: means the element that encloses the reading. {key} and"
                                            + " {index} in a pointer stand for those of the reading, {,} divides a text at its"
                                            + " commas, as in /values/{,}/0.",
                                    false),
                            new DecoderOption(
                                    "where",
                                    "The readings to take: a map of path and one of is (a value or a list), is-not and absent"
                                            + " (true), or a list of such maps; others are passed over. path alone: something"
                                            + " must stand there.",
                                    false),
                            new DecoderOption(
                                    "prefix",
                                    "Beside fields, the first part of their names, as property: up:key: names the field t of"
                                            + " the member hall hall.t.",
                                    false),
                            new DecoderOption("time", "JSON Pointer to the time.", false),
                            new DecoderOption("device", "JSON Pointer to the device, a text or a whole number.", false),
                            new DecoderOption(
                                    "numbers-as-text",
                                    "Whether texts such as \"12.4\" are read as numbers: true or false (the default).",
                                    false)),
                    SampleSpacing.OPTIONS.stream(),
                    TimeFormat.OPTIONS.stream())
            .flatMap(options -> options)
            .toList();

    JsonPointerLayout {
        each = List.copyOf(each);
        where = List.copyOf(where);
        prefix = List.copyOf(prefix);
    }

    /**
     * A field.
     *
     * @param property its name
     * @param path path of its value
     * @param unit null if the options do not state it
     * @param unitPath path of its unit; null if there is none
     * @param required whether its absence is a fault
     */
    record Field(String property, JsonPath path, String unit, JsonPath unitPath, boolean required) {

        /** This field with a longer name. */
        Field within(String prefix) {
            return new Field(prefix + "." + property, path, unit, unitPath, required);
        }
    }

    /**
     * Where each reading names its field.
     *
     * @param property paths of the parts of the name
     * @param value path of the value
     * @param unit path of the unit; null if there is none
     */
    record LongForm(List<JsonPath> property, JsonPath value, JsonPath unit) {

        LongForm {
            property = List.copyOf(property);
        }

        /** The field of a reading. */
        Field field(String name) {
            return new Field(name, value, null, unit, true);
        }
    }

    /**
     * The layout that options define.
     *
     * @throws DecoderOptionException if they cannot be used
     */
    static JsonPointerLayout of(DecoderOptions options) {
        return of(new LayoutOptions(options, false));
    }

    /** The layout of messages in XML that options define, like {@link #of}. */
    static JsonPointerLayout ofXml(DecoderOptions options) {
        return of(new LayoutOptions(options, true));
    }

    private static JsonPointerLayout of(LayoutOptions read) {
        LongForm longForm = read.longForm();
        return new JsonPointerLayout(
                read.paths("each"),
                read.where(),
                read.path("time"),
                read.path("device"),
                read.prefix(longForm != null),
                longForm == null ? read.fields() : List.of(),
                longForm,
                read.numbersAsText(),
                TimeFormat.of(read.options()),
                SampleSpacing.of(read.options()));
    }
}
