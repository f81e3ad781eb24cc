package org.metrobed.catalog.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.catalog.Renames;
import org.metrobed.catalog.syntax.BundleReader;
import org.metrobed.catalog.syntax.Declarations;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.SourcePosition;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.model.Datastream;
import org.metrobed.model.Project;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;
import org.metrobed.model.TopicFilter;

/**
 * Compiles bundles into a catalog, all or nothing. Pure and stateless, except for the objects of one reading. The
 * format is described in docs/CATALOG.md.
 */
public final class CatalogReader {

    private final YamlProblems problems;
    private final DecoderRules decoders;
    private final Map<String, SourcePosition> seen = new HashMap<>();
    private final List<TestBed> testbeds = new ArrayList<>();
    private final List<Project> projects = new ArrayList<>();
    private final List<Thing> things = new ArrayList<>();
    private final List<Datastream> datastreams = new ArrayList<>();
    private final List<Located<Binding>> bindings = new ArrayList<>();
    private final Map<String, List<String>> former = new HashMap<>();
    private final Continuity continuity;

    private CatalogReader(YamlProblems problems, DecoderRules decoders, Continuity continuity) {
        this.problems = problems;
        this.decoders = decoders;
        this.continuity = continuity;
    }

    /**
     * As {@link #readPublished}, without its warnings.
     *
     * @param version the number of the catalog
     * @throws CatalogException with all problems at once
     */
    public static Catalog read(CatalogFiles files, long version) {
        return readPublished(files, version, warning -> {});
    }

    /**
     * Compiles a published version, which stays readable if a rule has become stricter since: any well-formed decoder name and any options
     * are accepted, and tests of a standard property that do not fit the interval are left out.
     *
     * @param version the number of the catalog
     * @param warnings takes what is left out, and what should be changed, sorted by position; also if there are problems
     * @throws CatalogException with all problems at once
     */
    public static Catalog readPublished(CatalogFiles files, long version, Consumer<YamlProblem> warnings) {
        return new CatalogReader(
                        YamlProblems.ofPublished(),
                        DecoderRules.ANY,
                        new Continuity(Published.nothing(), warning -> {}))
                .compile(files, version, warnings);
    }

    /**
     * Compiles bundles that are to be published, by the rules of today.
     *
     * @param version the number of the catalog
     * @param decoders the rules of the decoders that bindings may use
     * @throws CatalogException with all problems at once
     */
    public static Catalog read(CatalogFiles files, long version, DecoderRules decoders) {
        return read(files, version, decoders, warning -> {});
    }

    /**
     * As {@link #read(CatalogFiles, long, DecoderRules)}.
     *
     * @param warnings takes what is accepted but should be changed, such as a deprecated key, sorted by position; also
     *     if there are problems
     */
    public static Catalog read(
            CatalogFiles files, long version, DecoderRules decoders, Consumer<YamlProblem> warnings) {
        return new CatalogReader(new YamlProblems(), decoders, new Continuity(Published.nothing(), warning -> {}))
                .compile(files, version, warnings);
    }

    /**
     * Compiles bundles that follow published versions. Bundles that were published stay as readable as for {@link #readPublished}; new
     * ones are read by {@link #read(CatalogFiles, long, DecoderRules)} before. As a datastream may have readings, its unit, statistic and gas stay as they
     * were.
     *
     * @param warnings takes changes that are allowed, but have an effect on stored readings or on those that are delivered
     *     again
     * @throws CatalogException with all problems at once
     */
    public static Catalog readAfter(CatalogFiles files, Published published, Consumer<YamlProblem> warnings) {
        return new CatalogReader(YamlProblems.ofPublished(), DecoderRules.ANY, new Continuity(published, warnings))
                .compile(files, 0, warning -> {});
    }

    private Catalog compile(CatalogFiles files, long version, Consumer<YamlProblem> warnings) {
        if (files.texts().isEmpty()) {
            problems.add(new SourcePosition(".", 1, 1), "there is no bundle: no .yaml file was found");
        }
        bundlesOf(files).forEach((bundle, texts) -> compileBundle(bundle, texts, version));
        checkTopics();
        problems.warnings().forEach(warnings);
        if (!problems.isEmpty()) {
            throw new CatalogException(problems.list());
        }
        return Catalog.of(
                        version,
                        testbeds,
                        projects,
                        things,
                        datastreams,
                        bindings.stream().map(Located::value).toList())
                .with(Renames.of(former));
    }

    /**
     * The texts of each bundle, by its name. A folder is the bundle of that name; if there are files beside the folders, all
     * files are one bundle with an empty name.
     */
    public static Map<String, Map<String, String>> bundlesOf(CatalogFiles files) {
        boolean one = files.texts().keySet().stream().anyMatch(path -> path.indexOf('/') < 0);
        return files.texts().entrySet().stream()
                .collect(Collectors.groupingBy(
                        file -> one
                                ? ""
                                : file.getKey().substring(0, file.getKey().indexOf('/')),
                        TreeMap::new,
                        Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)));
    }

    private void compileBundle(String bundle, Map<String, String> texts, long version) {
        BundleReader reader = new BundleReader(problems);
        texts.forEach(reader::read);
        Declarations declared = reader.declarations();
        declared.projects().forEach((id, located) -> claim("project", id, located.field()));
        declared.testbeds().forEach((id, located) -> claim("test-bed", id, located.field()));
        if (!reader.sawTestbed()) {
            String first = texts.keySet().iterator().next();
            problems.add(
                    new SourcePosition(first, 1, 1), "bundle '" + bundle + "' has no file with the section 'testbed'");
        }
        declared.testbeds().values().stream()
                .skip(1)
                .forEach(second -> second.field()
                        .problemAtKey("is the second test-bed of bundle '" + bundle + "', which has one"));
        String testbed = declared.testbeds().keySet().stream().findFirst().orElse("unknown");
        declared.testbeds().values().forEach(located -> located.value().ifPresent(testbeds::add));
        BundleCompiler compiler = new BundleCompiler(declared, testbed, version, decoders);
        compiler.compile();
        projects.addAll(compiler.projects);
        things.addAll(compiler.things);
        datastreams.addAll(compiler.datastreams);
        bindings.addAll(compiler.bindings);
        former.putAll(compiler.former);
        continuity.check(compiler.datastreams, compiler.former, declared.properties());
        continuity.checkPlaces(compiler.things, declared.things());
    }

    private void claim(String kind, String id, Field field) {
        SourcePosition first = seen.putIfAbsent(kind + " " + id, field.key());
        if (first != null) {
            field.problemAtKey("declares the " + kind + " '" + id + "' a second time, first at " + first);
        }
    }

    /** Two bindings may fit a topic if one of them is narrower, because that one is the binding of the topic. */
    private static void checkTopics(Located<Binding> one, Located<Binding> other) {
        TopicFilter first = TopicFilter.of(one.value().topic().filter());
        TopicFilter second = TopicFilter.of(other.value().topic().filter());
        if (first.overlaps(second) && (first.equals(second) || !(first.covers(second) || second.covers(first)))) {
            other.field()
                    .problem("fits topics that binding '" + one.value().name() + "' at "
                            + one.field().spot() + " fits too, and neither is narrower than the other; a topic has one"
                            + " binding, the one whose topics are all topics of the other");
        }
    }

    private void checkTopics() {
        for (int i = 0; i < bindings.size(); i++) {
            for (int j = 0; j < i; j++) {
                checkTopics(bindings.get(j), bindings.get(i));
            }
        }
    }
}
