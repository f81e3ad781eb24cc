package org.metrobed.catalog.compile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.metrobed.catalog.syntax.Declarations.PropertyDeclaration;
import org.metrobed.catalog.syntax.Declarations.ThingDeclaration;
import org.metrobed.catalog.units.Linear;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Stamp;
import org.metrobed.model.Location;
import org.metrobed.model.NamedState;
import org.metrobed.model.Thing;

/**
 * The rule that a number keeps its meaning: a published datastream may have readings, so unit, statistic, gas and the words of
 * its states stay as they were; and a datastream goes on with a former one only if those readings can be converted to its unit
 * and its states are among its own. A change of the interval, of the meaning of time stamps or of the place of a thing is
 * allowed, but warned of: it has an effect on stored readings that its author may not expect. Immutable.
 */
final class Continuity {

    private static final String NEW_PROPERTY = "declare another property for it";

    private final Published published;
    private final Consumer<YamlProblem> warnings;

    /** After what is published; {@code warnings} takes what is allowed, in the order of the bundle. */
    Continuity(Published published, Consumer<YamlProblem> warnings) {
        this.published = published;
        this.warnings = warnings;
    }

    /** Reports each breach at the property. */
    void check(
            List<Datastream> datastreams,
            Map<String, List<String>> former,
            Map<String, Located<PropertyDeclaration>> properties) {
        for (Datastream now : datastreams) {
            String id = now.id().value();
            published
                    .findDatastream(id)
                    .flatMap(was -> findChange(was, now))
                    .or(() -> former.getOrDefault(id, List.of()).stream()
                            .flatMap(
                                    name -> published.findDatastream(name).flatMap(was -> findBreak(was, now)).stream())
                            .findFirst())
                    .ifPresent(problem ->
                            properties.get(now.id().property()).field().problemAtKey(problem));
        }
        warnOfTimes(datastreams, properties);
    }

    /** Warns once a property of readings that get other times, or are expected at other times, from now on. */
    private void warnOfTimes(List<Datastream> datastreams, Map<String, Located<PropertyDeclaration>> properties) {
        Map<String, List<String>> byProperty = new LinkedHashMap<>();
        for (Datastream now : datastreams) {
            published
                    .findDatastream(now.id().value())
                    .flatMap(was -> findOtherTimes(was, now))
                    .ifPresent(text -> byProperty
                            .computeIfAbsent(now.id().property(), property -> new ArrayList<>())
                            .add(text));
        }
        byProperty.forEach((property, texts) -> warnings.accept(properties
                .get(property)
                .field()
                .atKey(texts.get(0)
                        + (texts.size() == 1
                                ? ""
                                : "; the same is true of " + (texts.size() - 1) + " more of its datastreams"))));
    }

    /** Warns of things that are elsewhere from now on, although the catalog does not say when they were moved. */
    void checkPlaces(List<Thing> things, Map<String, Located<ThingDeclaration>> declared) {
        for (Thing now : things) {
            Location place = now.location();
            published
                    .findThing(now.id())
                    .filter(was ->
                            !was.isDated() && !now.isDated() && now.findTrack().isEmpty())
                    .map(Thing::location)
                    .filter(was -> was.latitudeDegrees() != place.latitudeDegrees()
                            || was.longitudeDegrees() != place.longitudeDegrees())
                    .ifPresent(was -> warnings.accept(declared.get(
                                    now.id().substring(now.id().indexOf('/') + 1))
                            .field()
                            .atKey("changes the location of " + now.id() + " from " + text(was) + " to " + text(place)
                                    + ": readings of before now stay at the old place; if it moved earlier, write"
                                    + " 'deployments' with 'from' and 'to'")));
        }
    }

    private static Optional<String> findOtherTimes(Datastream was, Datastream now) {
        Stamp from = was.settings().stamp();
        Stamp to = now.settings().stamp();
        long fromMillis = was.settings().intervalMillis();
        long toMillis = now.settings().intervalMillis();
        if (from == to && fromMillis == toMillis) {
            return Optional.empty();
        }
        String stamp = from == to ? "" : "the stamp of " + now.id().value() + " from " + word(from) + " to " + word(to);
        String interval = fromMillis == toMillis
                ? ""
                : "the interval of " + now.id().value() + " from " + Duration.ofMillis(fromMillis) + " to "
                        + Duration.ofMillis(toMillis);
        boolean moved = shiftMillis(from, fromMillis) != shiftMillis(to, toMillis);
        return Optional.of("changes " + stamp + (stamp.isEmpty() || interval.isEmpty() ? "" : " and ") + interval
                + ": stored readings keep their times, windows and gaps their interval; a reading that is delivered again "
                + (moved
                        ? "gets another time and is stored a second time"
                        : "gets the same time and is dropped as a duplicate"));
    }

    /** From the phenomenon time to the time stamp, milliseconds, if no day is longer or shorter. */
    private static double shiftMillis(Stamp stamp, long intervalMillis) {
        return switch (stamp) {
            case BEGIN, INSTANT -> 0;
            case MIDDLE -> intervalMillis / 2.0;
            case END -> intervalMillis;
        };
    }

    private static String word(Stamp stamp) {
        return stamp.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Location place) {
        return place.latitudeDegrees() + ", " + place.longitudeDegrees();
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
            return state.map(one -> names + "state " + text(one) + " is not one of its states");
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
