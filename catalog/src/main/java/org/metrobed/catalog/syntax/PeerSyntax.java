package org.metrobed.catalog.syntax;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.analysis.quality.CrossCheck;
import org.metrobed.analysis.quality.Neighbours;
import org.metrobed.catalog.syntax.PeerLayer.Check;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.limits.CrossCheckLimits.Kind;
import org.metrobed.model.params.ParamSpec;

/**
 * Reads the peer tests of a datastream: {@code cross-check}, {@code neighbours}, {@code wait}. Static functions only.
 */
final class PeerSyntax {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private PeerSyntax() {}

    /** Reads the keys of peer tests in the map of tests. */
    static PeerLayer read(Fields fields) {
        return new PeerLayer(
                fields.find(PeerLayer.CROSS_CHECK).flatMap(field -> orNone(field, PeerSyntax::checks)),
                fields.find(PeerLayer.NEIGHBOURS).flatMap(field -> orNone(field, PeerSyntax::near)),
                fields.find("wait")
                        .flatMap(field -> Values.millis(field, Duration.ZERO, LONGEST_WAIT)
                                .map(millis -> new Located<>(millis, field))));
    }

    private static <T> Optional<Located<Optional<T>>> orNone(Field field, Function<Field, Optional<T>> reader) {
        if (field.isWord("none")) {
            return Optional.of(new Located<>(Optional.empty(), field));
        }
        return reader.apply(field).map(value -> new Located<>(Optional.of(value), field));
    }

    private static Optional<List<Check>> checks(Field field) {
        List<Field> items = field.items();
        List<Check> checks = new ArrayList<>();
        items.forEach(item -> check(item).ifPresent(checks::add));
        if (items.size() > CrossCheck.TEST.listed()) {
            field.problem("has " + items.size() + " checks, at most " + CrossCheck.TEST.listed() + " are allowed");
            return Optional.empty();
        }
        return Optional.of(checks);
    }

    private static Optional<Check> check(Field field) {
        return ParamReader.readStated(ParamSpec.of(CrossCheck.Params.class), field)
                .flatMap(stated -> Arrays.stream(Kind.values())
                        .filter(kind -> stated.fields().find(word(kind)).isPresent())
                        .findFirst()
                        .flatMap(kind -> stated.fields()
                                .find(word(kind))
                                .flatMap(BundleReader::reference)
                                .map(other -> new Check(other, kind, stated.value()))));
    }

    private static Optional<Neighbours.Params> near(Field field) {
        return ParamReader.read(ParamSpec.of(Neighbours.Params.class), field);
    }

    /** The word of a kind in bundles. */
    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
