package org.metrobed.catalog.syntax;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.metrobed.catalog.syntax.Declarations.OwnProperty;
import org.metrobed.catalog.syntax.Declarations.PropertyDeclaration;
import org.metrobed.catalog.syntax.Declarations.ThingDeclaration;
import org.metrobed.catalog.syntax.Declarations.TypeDeclaration;
import org.metrobed.catalog.units.GasDeclaration;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.catalog.yaml.YamlText;
import org.metrobed.model.CityHolidays;
import org.metrobed.model.Deployment;
import org.metrobed.model.Family;
import org.metrobed.model.Gas;
import org.metrobed.model.Project;
import org.metrobed.model.TestBed;
import org.metrobed.model.Track;
import org.metrobed.model.Visibility;

/** Reads the files of one bundle into declarations. One bundle, one thread. */
public final class BundleReader {

    private final YamlProblems problems;
    private final Declarations declared = new Declarations();
    private boolean sawTestbed;

    /** Reports to these problems. */
    public BundleReader(YamlProblems problems) {
        this.problems = problems;
    }

    /** What was read so far. */
    public Declarations declarations() {
        return declared;
    }

    /** Whether a file had this section, with or without problems. */
    public boolean sawTestbed() {
        return sawTestbed;
    }

    /** Adds a file, which may have any of the six sections. */
    public void read(String file, String text) {
        YamlText.parse(file, text, problems).ifPresent(top -> {
            Fields sections = Fields.of(top);
            sections.find("testbed").ifPresent(this::readTestbed);
            each(sections, "projects", this::readProject);
            each(sections, "properties", this::readProperty);
            each(sections, "thing-types", this::readType);
            each(sections, "things", this::readThing);
            each(sections, "bindings", this::readBinding);
            sections.finish();
        });
    }

    private static void each(Fields sections, String section, BiConsumer<String, Fields> reader) {
        sections.find(section)
                .ifPresent(field -> Fields.of(field).entries().forEach((id, entry) -> {
                    if (Values.isNamed(id, entry)) {
                        Fields fields = Fields.of(entry);
                        reader.accept(id, fields);
                        fields.finish();
                    }
                }));
    }

    private void readTestbed(Field field) {
        sawTestbed = true;
        Fields fields = Fields.of(field);
        Optional<String> id = fields.require("id").flatMap(Values::name);
        var name = fields.require("name").flatMap(value -> Values.text(value, Values.NAME_LENGTH));
        var zone = fields.require("zone").flatMap(Values::zone);
        String description = text(fields, "description");
        Optional<CityHolidays> holidays = fields.find("holidays").map(HolidaySyntax::read);
        fields.finish();
        id.ifPresent(known -> holidays.ifPresent(days -> declared.holidays().put(known, days)));
        id.ifPresent(known -> Declarations.put(
                declared.testbeds(),
                known,
                name.flatMap(title -> zone.map(place -> new TestBed(known, title, place, description))),
                field));
    }

    private void readProject(String id, Fields fields) {
        var name = fields.require("name").flatMap(value -> Values.text(value, Values.NAME_LENGTH));
        var partners = fields.require("partners").map(Values::texts);
        String question = text(fields, "question");
        String licence = fields.find("licence").flatMap(Values::licence).orElse("");
        Visibility visibility = fields.find("visibility")
                .flatMap(field -> Values.word(field, List.of(Visibility.values()), Visibility::word))
                .orElse(Visibility.PUBLIC);
        Declarations.put(
                declared.projects(),
                id,
                name.flatMap(
                        title -> partners.map(list -> new Project(id, "", title, list, question, licence, visibility))),
                fields.owner());
    }

    private void readProperty(String id, Fields fields) {
        Optional<Field> name = fields.find("standard");
        Optional<Located<Standard>> standard =
                name.flatMap(field -> Standard.find(field).map(found -> new Located<>(found, field)));
        Optional<String> unit = name.isEmpty()
                ? fields.require("unit").flatMap(Units::read)
                : standard.flatMap(found -> found.value().unit());
        if (name.isEmpty()) {
            fields.require("name");
            fields.require("statistic");
            fields.require("interval");
        } else if (fields.find("unit").isPresent()) {
            fields.entries()
                    .get("unit")
                    .problemAtKey("is the standard's"
                            + unit.map(code -> ", '" + code + "',").orElse("") + " and cannot be overridden");
        }
        Optional<Gas> gas = GasDeclaration.read(fields)
                .over(standard.map(found -> found.value().gas()).orElse(GasDeclaration.SILENT), unit);
        Declarations.put(
                declared.properties(),
                id,
                new PropertyDeclaration(unit, Layer.read(fields), gas, standard, FormerNames.read(fields)),
                fields.owner());
    }

    private void readType(String id, Fields fields) {
        Optional<Family> family =
                fields.require("family").flatMap(value -> Values.word(value, List.of(Family.values()), Family::word));
        Map<String, Located<Layer>> properties = new LinkedHashMap<>();
        fields.require("properties")
                .ifPresent(field -> Fields.of(field)
                        .entries()
                        .forEach((name, entry) ->
                                properties.put(name, new Located<>(readLayer(Fields.of(entry)), entry))));
        Declarations.put(declared.types(), id, new TypeDeclaration(family, properties), fields.owner());
    }

    private void readThing(String id, Fields fields) {
        var name = fields.require("name").flatMap(value -> Values.text(value, Values.NAME_LENGTH));
        var type = fields.require("type").flatMap(BundleReader::reference);
        var project = fields.find("project").flatMap(BundleReader::reference);
        List<Deployment> deployments = DeploymentReader.read(fields);
        List<Located<String>> was = FormerNames.read(fields);
        Map<String, Located<OwnProperty>> properties = new LinkedHashMap<>();
        fields.find("properties")
                .ifPresent(field -> Fields.of(field)
                        .entries()
                        .forEach((property, entry) -> properties.put(property, new Located<>(readOwn(entry), entry))));
        ThingDeclaration thing = new ThingDeclaration(
                name,
                type,
                project,
                deployments,
                properties,
                was,
                fields.find("track").flatMap(BundleReader::readTrack));
        Declarations.put(declared.things(), id, thing, fields.owner());
    }

    private static Optional<Located<Track>> readTrack(Field field) {
        Fields fields = Fields.of(field);
        Optional<String> latitude = fields.require("latitude").flatMap(Values::name);
        Optional<String> longitude = fields.require("longitude").flatMap(Values::name);
        fields.finish();
        return latitude.flatMap(lat -> longitude.map(lon -> new Located<>(new Track(lat, lon), field)));
    }

    private static OwnProperty readOwn(Field field) {
        if (field.isWord("none")) {
            return new OwnProperty(Optional.empty(), List.of());
        }
        Fields fields = Fields.of(field);
        List<Located<String>> was = FormerNames.read(fields);
        return new OwnProperty(Optional.of(readLayer(fields)), was);
    }

    private static Layer readLayer(Fields fields) {
        if (fields.find("unit").isPresent()) {
            fields.entries().get("unit").problemAtKey("cannot be overridden; declare another property");
        }
        Layer layer = Layer.read(fields);
        fields.finish();
        return layer;
    }

    private void readBinding(String id, Fields fields) {
        Declarations.put(declared.bindings(), id, BindingReader.read(fields), fields.owner());
    }

    /** The name at a field; the target is not checked. */
    static Optional<Located<String>> reference(Field field) {
        return field.scalar().map(text -> new Located<>(text, field));
    }

    private static String text(Fields fields, String key) {
        return fields.find(key)
                .flatMap(field -> Values.text(field, Values.TEXT_LENGTH))
                .orElse("");
    }
}
