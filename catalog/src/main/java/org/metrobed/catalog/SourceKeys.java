package org.metrobed.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.metrobed.analysis.product.ProductOfHours;
import org.metrobed.analysis.product.Products;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Derivation;

/**
 * The Kafka keys of the messages that can have readings of a datastream, as the bindings of a catalog say. Messages of one key are
 * in one partition and stay in order. Between the messages of two keys only the log has an order. Two bindings of one key count as
 * two keys if only one of their decoders keeps a session, because sessions are decoded elsewhere. Immutable, thread-safe.
 */
public final class SourceKeys {

    private static final String THING = "thing";
    private static final String TESTBED = "testbed";
    private static final Pattern CAPTURE = Pattern.compile("\\{([^{}]+)}");
    /** A key that is another one in each topic or for each gateway. */
    private static final List<String> ANY = List.of("{a}", "{b}");

    private final List<Binding> bindings;
    private final Predicate<String> keepsSession;

    /**
     * The keys of a catalog.
     *
     * @param keepsSession whether a decoder of this name keeps a session
     */
    public SourceKeys(Catalog catalog, Predicate<String> keepsSession) {
        this.bindings = catalog.bindings();
        this.keepsSession = Objects.requireNonNull(keepsSession, "keepsSession");
    }

    /** Whether messages of several keys can have readings of a datastream. */
    public boolean areSeveral(Datastream datastream) {
        Derivation derivation = datastream.settings().derivation();
        if (Products.find(derivation.product())
                .filter(ProductOfHours.class::isInstance)
                .isPresent()) {
            return false; // computed from the cleaned readings of one datastream
        }
        Set<String> keys = new HashSet<>();
        if (derivation.isDerived()) {
            derivation.inputs().forEach(input -> addKeys(new DatastreamId(input.datastream()), keys));
        } else {
            addKeys(datastream.id(), keys);
        }
        return keys.size() > 1;
    }

    /** Whether the keys of all datastreams of a test-bed are the same in two catalogs. May be false although they are. */
    public static boolean areSame(String testbed, Catalog one, Catalog other) {
        return bindings(testbed, one).equals(bindings(testbed, other))
                && derivations(testbed, one).equals(derivations(testbed, other));
    }

    private static List<Binding> bindings(String testbed, Catalog catalog) {
        return catalog.bindings().stream()
                .filter(binding ->
                        binding.testbed() == null || binding.testbed().equals(testbed))
                .toList();
    }

    private static Map<String, Derivation> derivations(String testbed, Catalog catalog) {
        return catalog.datastreams().stream()
                .filter(datastream ->
                        datastream.isDerived() && datastream.id().testbed().equals(testbed))
                .collect(Collectors.toMap(
                        datastream -> datastream.id().value(),
                        datastream -> datastream.settings().derivation()));
    }

    private void addKeys(DatastreamId datastream, Set<String> keys) {
        for (Binding binding : bindings) {
            boolean ofTestbed = binding.testbed() == null || binding.testbed().equals(datastream.testbed());
            if (ofTestbed && gives(binding, datastream.property())) {
                String path = keepsSession.test(binding.decoder()) ? "session " : "";
                keys(binding, datastream).forEach(key -> keys.add(path + key));
            }
        }
    }

    private static boolean gives(Binding binding, String property) {
        return property.equals(binding.use(property).property())
                || binding.fields().values().stream().anyMatch(use -> property.equals(use.property()));
    }

    /** The keys of a binding's messages of a thing, as far as its topic and the names of its devices fix them. */
    private static List<String> keys(Binding binding, DatastreamId datastream) {
        String thing = datastream.thing().substring(datastream.testbed().length() + 1);
        boolean namesThing = binding.topic().listCaptures().contains(THING);
        Set<String> names = names(binding, thing);
        if (names.isEmpty()) {
            return List.of();
        }
        if (binding.key().isEmpty()) {
            String filter = binding.topic().filter();
            return filter.contains("+") || filter.endsWith("#") ? ANY : List.of(filter);
        }
        if (binding.ignoresCase() && binding.key().contains("{" + THING + "}")) {
            return ANY; // a name may be written in several ways
        }
        boolean fixed = CAPTURE.matcher(binding.key())
                .results()
                .map(capture -> capture.group(1))
                .allMatch(name -> name.equals(TESTBED) || (name.equals(THING) && namesThing));
        return fixed
                ? names.stream()
                        .map(name -> fill(binding.key(), datastream.testbed(), name))
                        .distinct()
                        .toList()
                : ANY;
    }

    /** The names under which a thing sends. */
    private static Set<String> names(Binding binding, String thing) {
        Set<String> names = new HashSet<>();
        if (!binding.listedDevicesOnly() && !binding.devices().containsKey(thing)) {
            names.add(thing);
        }
        if (binding.device() != null
                && thing.equals(binding.devices().getOrDefault(binding.device(), binding.device()))) {
            names.add(binding.device());
        }
        binding.devices().forEach((name, named) -> {
            if (named.equals(thing)) {
                names.add(name);
            }
        });
        return names;
    }

    private static String fill(String key, String testbed, String name) {
        return CAPTURE.matcher(key)
                .replaceAll(capture -> Matcher.quoteReplacement(capture.group(1).equals(THING) ? name : testbed));
    }
}
