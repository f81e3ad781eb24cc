package org.metrobed.notify.group;

import java.util.Locale;
import java.util.Set;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;

/** Whom an alert concerns, by its consequence. */
public enum Concern {
    /** Something happens in the city, or it is not known that it does not. */
    EVENT,
    /** A sensor, a gateway or a part of Metrobed does not work: for those who maintain it. */
    EQUIPMENT;

    private static final Set<String> OF_EQUIPMENT =
            Set.of("silence", "stuck", "clock", "repeats", "quality", "clipping", "copied-block", "unit");

    /** The concern of an alert, from its cause and its origin. */
    public static Concern of(AlertEvent alert) {
        boolean isFault = isCauseOfEquipment(alert)
                || alert.finding().origin() == Finding.Origin.SENSOR
                || alert.datastream().startsWith("metrobed/pipeline/");
        return isFault ? EQUIPMENT : EVENT;
    }

    /** Whether the cause of an alert is a fault of equipment, whatever its origin. */
    static boolean isCauseOfEquipment(AlertEvent alert) {
        return OF_EQUIPMENT.contains(alert.finding().cause());
    }

    /** The word in labels: {@code event}, {@code equipment}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
