package org.metrobed.catalog.compile;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.catalog.syntax.Declarations.PropertyDeclaration;
import org.metrobed.catalog.units.Linear;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.model.Datastream;
import org.metrobed.model.NamedState;

/**
 * The rule that a number keeps its meaning: a published datastream may have readings, so unit, statistic, gas and the words of
 * its states stay as they were; and a datastream goes on with a former one only if those readings can be converted to its unit
 * and its states are among its own. Immutable.
 */
final class Continuity {

    private static final String NEW_PROPERTY = "declare another property for it";

    private final Function<String, Optional<Datastream>> published;

    /** With the newest published description of a datastream, by its id. */
    Continuity(Function<String, Optional<Datastream>> published) {
        this.published = published;
    }

    /** Reports each breach at the property. */
    void check(
            List<Datastream> datastreams,
            Map<String, List<String>> former,
            Map<String, Located<PropertyDeclaration>> properties) {
        for (Datastream now : datastreams) {
            String id = now.id().value();
            published
                    .apply(id)
                    .flatMap(was -> findChange(was, now))
                    .or(() -> former.getOrDefault(id, List.of()).stream()
                            .flatMap(name -> published.apply(name).flatMap(was -> findBreak(was, now)).stream())
                            .findFirst())
                    .ifPresent(problem ->
                            properties.get(now.id().property()).field().problemAtKey(problem));
        }
    }

    private static Optional<String> findChange(Datastream was, Datastream now) {
        String id = now.id().value();
        if (was.statistic() != now.statistic()) {
            return Optional.of(change(
                            "statistic",
                            id,
                            was.statistic().word(),
                            now.statistic().word())
                    + NEW_PROPERTY);
        }
        if (!isSameUnit(was, now)) {
            boolean convertible =
                    Units.findConversion(was.unit(), now.unit(), now.gas()).isPresent();
            return Optional.of(change("unit", id, was.unit(), now.unit())
                    + NEW_PROPERTY
                    + (convertible
                            ? "; with 'was: " + now.id().property() + "' it goes on with the old readings, converted"
                            : ""));
        }
        if (was.gas() != null && now.gas() != null && !was.gas().equals(now.gas())) {
            return Optional.of(change("gas", id, text(was), text(now)) + NEW_PROPERTY);
        }
        return findOtherState(was, now)
                .map(state -> "takes the state " + text(state) + " from " + id
                        + " or changes it, but it is published and may have readings; keep it, and add others beside it, or "
                        + NEW_PROPERTY);
    }

    private static Optional<String> findBreak(Datastream was, Datastream now) {
        String names = "makes " + now.id().value() + " go on with " + was.id().value() + ", whose ";
        if (was.statistic() != now.statistic()) {
            return Optional.of(names + "statistic is " + was.statistic().word() + ", not "
                    + now.statistic().word());
        }
        if (was.gas() != null && now.gas() != null && !was.gas().equals(now.gas())) {
            return Optional.of(names + "gas is " + text(was) + ", not " + text(now));
        }
        Optional<NamedState> state = findOtherState(was, now);
        if (state.isPresent()) {
            return state.map(one -> names + "state " + text(one)
                    + " is not one of its states");
        }
        return Units.findConversion(was.unit(), now.unit(), now.gas()).isPresent()
                ? Optional.empty()
                : Optional.of(names + "unit is " + was.unit() + ", which cannot be converted to " + now.unit());
    }

    /** A state of the former description whose word does not stand for its number any more. */
    private static Optional<NamedState> findOtherState(Datastream was, Datastream now) {
        List<NamedState> states = now.settings().options().states();
        return was.settings().options().states().stream()
                .filter(state -> !states.contains(state))
                .findFirst();
    }

    private static boolean isSameUnit(Datastream was, Datastream now) {
        return Objects.equals(was.unit(), now.unit())
                || Units.findConversion(was.unit(), now.unit())
                        .filter(Linear.IDENTITY::equals)
                        .isPresent();
    }

    private static String change(String what, String id, String from, String to) {
        return "changes the " + what + " of " + id + " from " + from + " to " + to
                + ", but it is published and may have readings; ";
    }

    private static String text(NamedState state) {
        return state.word() + ": "
                + BigDecimal.valueOf(state.number()).stripTrailingZeros().toPlainString();
    }

    private static String text(Datastream datastream) {
        return datastream.gas().toString();
    }
}
