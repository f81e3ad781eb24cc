package org.metrobed.store.alert;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.metrobed.model.alert.AlertAction;

/** The SQL of whether an alert is acknowledged, by what {@link AlertAction.Kind#acknowledges} says. Static functions only. */
public final class AcknowledgedSql {

    /** The actions that decide. */
    private static final String DECIDING = words(kind -> kind.acknowledges().isPresent());
    /** Those that leave the alert acknowledged. */
    private static final String ACKNOWLEDGING =
            words(kind -> kind.acknowledges().orElse(false));

    private AcknowledgedSql() {}

    /**
     * True or false: the newest deciding action of an alert decides; without one it is not acknowledged.
     *
     * @param alertId SQL of the alert's id
     * @param condition SQL that the actions of alias {@code k} (alert_action) meet beside, from its {@code and} on; may be empty
     */
    public static String of(String alertId, String condition) {
        return "coalesce((select k.action in (" + ACKNOWLEDGING + ") from alert_action k where k.alert_id = " + alertId
                + " and k.action in (" + DECIDING + ") " + condition + " order by k.version desc limit 1), false)";
    }

    private static String words(Predicate<AlertAction.Kind> chosen) {
        return Arrays.stream(AlertAction.Kind.values())
                .filter(chosen)
                .map(kind -> "'" + kind.word() + "'")
                .collect(Collectors.joining(", "));
    }
}
