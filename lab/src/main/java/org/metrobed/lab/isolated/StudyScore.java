package org.metrobed.lab.isolated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.analysis.score.CallRate;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.analysis.score.ScoreCard;
import org.metrobed.analysis.score.Scoring;
import org.metrobed.analysis.score.TrueFault;
import org.metrobed.lab.study.Study;
import org.metrobed.lab.study.StudyConfig;
import org.metrobed.lab.study.StudyFault;
import org.metrobed.simulators.city.Holidays;

/**
 * The score of an isolated run's alerts on a study. Immutable.
 *
 * @param card the score of the alerts of datastreams
 * @param calls the rate of primary alerts, including those of gateways and things
 * @param belonging number of child alerts
 * @param odd holidays and days on which the clock changes
 */
public record StudyScore(ScoreCard card, CallRate calls, int belonging, OddDays odd) {

    /**
     * Days on which a city behaves differently from other days. Immutable.
     *
     * @param days number of these days in the study
     * @param falseAlerts false alerts on these days
     * @param perDatastreamDay false alerts per datastream and day of this kind
     */
    public record OddDays(int days, int falseAlerts, double perDatastreamDay) {}

    private static final double DAY_MILLIS = 86_400_000;

    public StudyScore {
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(calls, "calls");
        Objects.requireNonNull(odd, "odd");
    }

    /** Scores the alerts of a study's datastreams, and counts the primary alerts of all scopes. */
    static StudyScore of(Study study, List<RunAlert> alerts, Scoring scoring) {
        StudyConfig config = study.config();
        Set<String> datastreams =
                study.datastreams().stream().map(id -> id.value()).collect(Collectors.toSet());
        List<RaisedAlert> raised = alerts.stream()
                .map(RunAlert::raised)
                .filter(alert -> datastreams.contains(alert.datastream()))
                .toList();
        List<TrueFault> truth = study.truth().stream().map(StudyScore::fault).toList();
        List<Long> calls = alerts.stream()
                .filter(RunAlert::calls)
                .map(alert -> alert.raised().fromMicros())
                .toList();
        return new StudyScore(
                scoring.score(
                        truth, raised, datastreams.size() * (config.period().toMillis() / DAY_MILLIS)),
                CallRate.of(calls, config.period().toMillis() * 1_000),
                alerts.size() - calls.size(),
                odd(config, datastreams.size(), scoring.listFalse(truth, raised)));
    }

    private static TrueFault fault(StudyFault fault) {
        return new TrueFault(
                fault.fault().datastream().value(),
                fault.fault().kind().word(),
                ChronoUnit.MICROS.between(Instant.EPOCH, fault.fault().from()),
                ChronoUnit.MICROS.between(Instant.EPOCH, fault.fault().to()));
    }

    private static OddDays odd(StudyConfig config, int datastreams, List<RaisedAlert> falseAlerts) {
        Set<LocalDate> days = new HashSet<>();
        for (LocalDate day = LocalDate.ofInstant(config.start(), StudyConfig.ZONE);
                day.atStartOfDay(StudyConfig.ZONE).toInstant().isBefore(config.end());
                day = day.plusDays(1)) {
            if (Holidays.european().contains(day) || hasChange(day, StudyConfig.ZONE)) {
                days.add(day);
            }
        }
        long hits = falseAlerts.stream()
                .map(alert -> LocalDate.ofInstant(
                        Instant.EPOCH.plus(alert.fromMicros(), ChronoUnit.MICROS), StudyConfig.ZONE))
                .filter(days::contains)
                .count();
        return new OddDays(days.size(), (int) hits, days.isEmpty() ? 0 : (double) hits / (days.size() * datastreams));
    }

    private static boolean hasChange(LocalDate day, ZoneId zone) {
        Instant begin = day.atStartOfDay(zone).toInstant();
        Instant next = day.plusDays(1).atStartOfDay(zone).toInstant();
        return !zone.getRules().getOffset(begin).equals(zone.getRules().getOffset(next));
    }
}
