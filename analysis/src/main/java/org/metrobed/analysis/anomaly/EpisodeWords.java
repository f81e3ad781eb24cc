package org.metrobed.analysis.anomaly;

import java.util.Optional;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Scale;

/**
 * Describes the steps of an episode for an operator: the value, the expected band, and what is unusual. Times are
 * local. Immutable.
 *
 * @param anomalyDetection name, unit and time zone of the datastream
 * @param intervalMillis expected time between two readings, milliseconds
 */
public record EpisodeWords(AnomalyDetection anomalyDetection, long intervalMillis) {

    /**
     * The sentence for a step.
     *
     * @param judged the value that caused it, if there is one
     * @param lastReceivedMicros received time of the last reading, microseconds since 1970 UTC
     */
    public String of(EpisodeChange change, Optional<AnomalyDetector.Judged> judged, long lastReceivedMicros) {
        return anomalyDetection.name()
                + switch (change.kind()) {
                    case PENDING, OPENED -> begins(change, judged, lastReceivedMicros);
                    case CLOSED -> ends(change);
                    case WITHDRAWN ->
                        " is as usual again at " + phrases().minute(change.atMicros()) + "; no second sign followed";
                };
    }

    /** The message if the catalog switches anomaly detection off. */
    public String switchedOff() {
        return anomalyDetection.name() + ": the watch was switched off";
    }

    /** The message if a datastream is no longer monitored. */
    public String givenUp(long lastReceivedMicros) {
        return anomalyDetection.name() + ": no reading since " + phrases().date(lastReceivedMicros)
                + ", it is no longer waited for";
    }

    private String begins(EpisodeChange change, Optional<AnomalyDetector.Judged> judged, long lastReceivedMicros) {
        Cause cause = change.cause();
        if (cause == Cause.SILENCE) {
            return ": no reading since " + phrases().since(lastReceivedMicros, change.atMicros())
                    + ", expected one every " + Phrases.span(intervalMillis);
        }
        if (judged.isEmpty() || cause.isOfArrival() || cause == Cause.QUALITY) {
            long first = cause.isOfArrival()
                    ? change.onset().receivedMicros()
                    : change.onset().timeMicros();
            return ": " + cause.words() + ", since " + phrases().since(first, change.atMicros());
        }
        return ": " + value(judged.get()) + "; " + cause.words();
    }

    private String value(AnomalyDetector.Judged judged) {
        Phrases phrases = phrases();
        String observed = phrases.quantity(judged.value()) + " at " + phrases.minute(judged.timeMicros());
        if (!judged.band().known()) {
            return observed;
        }
        double low = phrases.isCount()
                ? Math.max(0, judged.band().low())
                : judged.band().low();
        Scale scale = anomalyDetection.statistic().scale();
        return observed + ", expected " + Phrases.number(scale.wrap(low)) + " to "
                + Phrases.number(scale.wrap(judged.band().high())) + " for a " + phrases.day(judged.timeMicros());
    }

    private String ends(EpisodeChange change) {
        long lasted = (change.atMicros() - change.onset().timeMicros()) / 1_000;
        String after = ", after " + Phrases.span(Math.max(0, lasted));
        return change.cause() == Cause.SILENCE
                ? ": readings come again at " + phrases().minute(change.atMicros()) + after + " of silence"
                : " is as usual again at " + phrases().minute(change.atMicros()) + after + "; it was: "
                        + change.cause().words();
    }

    private Phrases phrases() {
        return new Phrases(anomalyDetection);
    }
}
