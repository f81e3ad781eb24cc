package org.metrobed.analysis.anomaly;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Observation;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.text.Figures;

/**
 * Describes the steps of a threshold's episode for an operator. Immutable.
 *
 * @param anomalyDetection name, unit and time zone of the datastream; without anomaly detection, its property, no unit
 *     and UTC
 */
record ThresholdWords(AnomalyDetection anomalyDetection) {

    /** The sentence for a step. */
    String of(AlertEvent.Kind kind, ThresholdRule rule, Observation observation, long onsetMicros, double peak) {
        Phrases phrases = new Phrases(anomalyDetection);
        String name = anomalyDetection.name().isEmpty()
                ? new DatastreamId(observation.datastream()).property()
                : anomalyDetection.name();
        String side = (rule.direction() == ThresholdRule.Direction.ABOVE ? "above " : "below ")
                + Figures.beside(rule.raise(), observation.result());
        String is = name + ": " + phrases.quantityBeside(observation.result(), rule.raise());
        String at = " at " + phrases.minute(observation.phenomenonMicros());
        String since = phrases.since(onsetMicros, observation.phenomenonMicros());
        return switch (kind) {
            case PENDING ->
                is + at + ", " + side + "; an alert when it stays so for " + Phrases.span(rule.minDurationMillis());
            case OPENED, UPDATED -> is + at + ", " + side + " since " + since;
            case RESOLVED ->
                name + ": back at " + phrases.quantity(observation.result()) + at + "; it was " + side + " from "
                        + since + ", peak " + Phrases.number(peak);
            case WITHDRAWN -> name + ": back at " + phrases.quantity(observation.result()) + " before its alert opened";
        };
    }
}
