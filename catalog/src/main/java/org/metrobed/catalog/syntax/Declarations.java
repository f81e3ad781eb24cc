package org.metrobed.catalog.syntax;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.TextRules;
import org.metrobed.catalog.ValueWords;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.model.CityHolidays;
import org.metrobed.model.Datastream;
import org.metrobed.model.Deployment;
import org.metrobed.model.Family;
import org.metrobed.model.Gas;
import org.metrobed.model.Project;
import org.metrobed.model.TestBed;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.Track;

/**
 * The declarations of one bundle, before references are resolved. A declaration with a problem is present with empty
 * parts, so that references to it still resolve. Filled by {@link BundleReader}, then only read.
 *
 * @param testbeds the test-beds in the files; a bundle has one
 * @param holidays of the test-beds that state some, by id
 * @param projects by id; the test-bed's id is filled in later
 * @param properties by id
 * @param types thing types by id
 * @param things by id
 * @param bindings by id
 */
public record Declarations(
        Map<String, Located<Optional<TestBed>>> testbeds,
        Map<String, CityHolidays> holidays,
        Map<String, Located<Optional<Project>>> projects,
        Map<String, Located<PropertyDeclaration>> properties,
        Map<String, Located<TypeDeclaration>> types,
        Map<String, Located<ThingDeclaration>> things,
        Map<String, Located<BindingDeclaration>> bindings) {

    /** No declaration. */
    Declarations() {
        this(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
    }

    /** Puts a declaration under its id; reports a problem if the id is taken. */
    static <T> void put(Map<String, Located<T>> section, String id, T value, Field field) {
        Located<T> first = section.putIfAbsent(id, new Located<>(value, field));
        if (first != null) {
            field.problemAtKey("is declared twice, first at " + first.field().key());
        }
    }

    /** An observed property; the standard property with the field that names it; and its former names. */
    public record PropertyDeclaration(
            Optional<String> unit,
            Layer layer,
            Optional<Gas> gas,
            Optional<Located<Standard>> standard,
            List<Located<String>> was) {}

    /** A thing type: its family, and its properties with their layers. */
    public record TypeDeclaration(Optional<Family> family, Map<String, Located<Layer>> properties) {}

    /** A property of a thing: its layer, empty if the thing says {@code none}; and former names of that datastream. */
    public record OwnProperty(Optional<Layer> layer, List<Located<String>> was) {}

    /** A thing, its deployments (empty if they have a problem), its former names, and where it says that it is. */
    public record ThingDeclaration(
            Optional<String> name,
            Optional<Located<String>> type,
            Optional<Located<String>> project,
            List<Deployment> deployments,
            Map<String, Located<OwnProperty>> properties,
            List<Located<String>> was,
            Optional<Located<Track>> track) {}

    /** A binding of topics to a decoder. */
    @RecordBuilder
    public record BindingDeclaration(
            Optional<Located<TopicTemplate>> topic,
            Optional<Located<DecoderUse>> decoder,
            Optional<Located<String>> key,
            Optional<Located<Boolean>> shared,
            Map<String, Located<String>> devices,
            Binding.Others otherDevices,
            Map<String, Located<FieldDeclaration>> fields,
            Binding.Others others,
            TextRules texts,
            Optional<Datastream.Stamp> stamp,
            Optional<Binding.Clock> clock,
            Optional<Located<String>> device,
            boolean ignoresCase,
            boolean takesRetained,
            boolean validated) {}

    /** A decoder by name with its options as JSON; the options are empty if they had a problem, text otherwise. */
    public record DecoderUse(String name, Optional<Fields> given, Optional<String> options) {}

    /**
     * The declared use of a field of payloads.
     *
     * @param property the name of a property; empty if the field is ignored
     * @param words what its texts and numbers stand for
     * @param texts how its other texts are read; empty if as the binding says
     */
    public record FieldDeclaration(
            Optional<Located<String>> property,
            Optional<Located<String>> unit,
            double scale,
            double offset,
            ValueWords words,
            Optional<TextRules> texts) {}
}
