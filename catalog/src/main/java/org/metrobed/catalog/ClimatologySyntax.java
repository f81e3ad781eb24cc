package org.metrobed.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.catalog.QualityLayer.TestSetting;
import org.metrobed.model.limits.ClimatologyLimits;
import org.metrobed.model.limits.ClimatologyLimits.Member;
import org.metrobed.model.limits.ClimatologyLimits.Season;
import org.metrobed.model.limits.Period;

/**
 * Reads a climatology: {@code {zone: Europe/Vienna, members: [{hour: [0, 5], suspect: [0, 300]}]}}. Static functions only.
 */
final class ClimatologySyntax {

    private static final int MOST_MEMBERS = 400;
    private static final double LONGEST = 1e6;

    private ClimatologySyntax() {}

    static Optional<TestSetting> read(Field field) {
        Fields fields = Fields.of(field);
        String zone = fields.find("zone")
                .flatMap(Values::zone)
                .map(java.time.ZoneId::getId)
                .orElse("UTC");
        Optional<Field> list = fields.require("members");
        fields.finish();
        List<Member> members = new ArrayList<>();
        list.map(Field::items)
                .orElse(List.of())
                .forEach(item -> readMember(item).ifPresent(members::add));
        if (list.isPresent() && (members.isEmpty() || members.size() > MOST_MEMBERS)) {
            list.get().problem("must list 1 to " + MOST_MEMBERS + " members");
            return Optional.empty();
        }
        ClimatologyLimits limits = new ClimatologyLimits(zone, members);
        return Optional.of(config -> config.withClimatology(limits));
    }

    private static Optional<Member> readMember(Field field) {
        Fields fields = Fields.of(field);
        List<Season> seasons = new ArrayList<>();
        for (Period period : Period.values()) {
            if (period != Period.ABSOLUTE) {
                fields.find(period.word())
                        .flatMap(ClimatologySyntax::part)
                        .ifPresent(span -> seasons.add(new Season(period, span)));
            }
        }
        Optional<NumberRange> suspect = fields.require("suspect").flatMap(Values::span);
        NumberRange fail = fields.find("fail").flatMap(Values::span).orElse(NumberRange.OPEN);
        fields.finish();
        if (suspect.isPresent() && !fail.holds(suspect.get())) {
            field.problem("does not fit: the suspect span " + suspect.get() + " must lie within the fail span " + fail);
        }
        return suspect.map(span -> new Member(seasons, null, span.toLimits(), fail.toLimits()));
    }

    /** A part of time: both ends belong to it, so that they may be one. */
    private static Optional<org.metrobed.model.limits.Span> part(Field field) {
        List<Double> ends = field.items().stream()
                .flatMap(item -> Values.number(item, 0, LONGEST).stream())
                .toList();
        if (ends.size() == 2 && ends.get(0) <= ends.get(1)) {
            return Optional.of(new org.metrobed.model.limits.Span(ends.get(0), ends.get(1)));
        }
        field.problem("must be [from, to], from not after to");
        return Optional.empty();
    }
}
