package org.metrobed.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.model.Family;
import org.metrobed.model.Gas;
import org.metrobed.model.Location;
import org.metrobed.model.Project;
import org.metrobed.model.TestBed;
import org.metrobed.model.TopicTemplate;

/**
 * The declarations of one bundle, before references are resolved. A declaration with a problem is present with empty
 * parts, so that references to it still resolve. Filled by {@link BundleReader}, then only read.
 */
final class Declarations {

    /** The test-beds in the files; a bundle has one. */
    final Map<String, Located<Optional<TestBed>>> testbeds = new LinkedHashMap<>();

    /** By id; the test-bed's id is filled in later. */
    final Map<String, Located<Optional<Project>>> projects = new LinkedHashMap<>();

    final Map<String, Located<PropertyDeclaration>> properties = new LinkedHashMap<>();
    final Map<String, Located<TypeDeclaration>> types = new LinkedHashMap<>();
    final Map<String, Located<ThingDeclaration>> things = new LinkedHashMap<>();
    final Map<String, Located<BindingDeclaration>> bindings = new LinkedHashMap<>();

    /** Puts a declaration under its id; reports a problem if the id is taken. */
    static <T> void put(Map<String, Located<T>> section, String id, T value, Field field) {
        Located<T> first = section.putIfAbsent(id, new Located<>(value, field));
        if (first != null) {
            field.problemAtKey("is declared twice, first at " + first.field().key());
        }
    }

    /** An observed property; the standard property with the field that names it. */
    record PropertyDeclaration(
            Optional<String> unit, Layer layer, Optional<Gas> gas, Optional<Located<Standard>> standard) {

        /** Its layers, weakest first. */
        Layers layers() {
            return new Layers(
                    standard.map(one -> List.of(one.value().layer(), layer)).orElse(List.of(layer)));
        }
    }

    /** A thing type: its family, and its properties with their layers. */
    record TypeDeclaration(Optional<Family> family, Map<String, Located<Layer>> properties) {}

    /** A thing; a property is empty if the thing says {@code none}. */
    record ThingDeclaration(
            Optional<String> name,
            Optional<Located<String>> type,
            Optional<Located<String>> project,
            Optional<Location> location,
            Map<String, Located<Optional<Layer>>> properties) {}

    /** A binding of topics to a decoder. */
    record BindingDeclaration(
            Optional<Located<TopicTemplate>> topic,
            Optional<Located<DecoderUse>> decoder,
            Optional<Located<String>> key,
            Optional<Located<Boolean>> shared,
            Map<String, Located<String>> devices,
            Map<String, Located<FieldDeclaration>> fields,
            Binding.Others others) {}

    /** A decoder by name with its options as JSON; the options are empty if they had a problem, text otherwise. */
    record DecoderUse(String name, Optional<Fields> given, Optional<String> options) {}

    /**
     * The declared use of a field of payloads.
     *
     * @param property the name of a property; empty if the field is ignored
     * @param words how its texts are read
     */
    record FieldDeclaration(
            Optional<Located<String>> property,
            Optional<Located<String>> unit,
            double scale,
            double offset,
            Binding.Words words) {}
}
