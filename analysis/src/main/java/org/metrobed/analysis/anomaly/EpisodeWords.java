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
     * The sentence for a step; {@link #ended} gives the end with its peak.
     *
     * @param judged the value that caused it, if there is one
     * @param lastReceivedMicros received time of the last reading, microseconds since 1970 UTC
     */
    public String of(EpisodeChange change, Optional<AnomalyDetector.Judged> judged, long lastReceivedMicros) {
        return anomalyDetection.name()
                + switch (change.kind()) {
                    case PENDING, OPENED -> begins(change, judged, lastReceivedMicros);
                    case RETURNED -> begins(change, judged, lastReceivedMicros) + ", again";
                    case CLOSED -> ends(change, Double.NaN);
                    case WITHDRAWN ->
                        " is as usual again at " + phrases().minute(change.atMicros()) + "; no second sign followed";
                };
    }

    /**
     * The sentence for the end of an episode.
     *
     * @param peak the most extreme value of the episode; NaN if there is none
     */
    public String ended(EpisodeChange change, double peak) {
        return anomalyDetection.name() + ends(change, peak);
    }

    /** The sentence if the values of an open episode are within their band again, or beyond it again. */
    public String course(Cause cause, AnomalyDetector.Judged judged, boolean within) {
        return anomalyDetection.name() + ": " + value(judged) + "; "
                + (within ? "within what is expected again; it was: " : "beyond what is expected again: ")
                + cause.words();
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
        if (judged.isEmpty() || cause.isOfArrival() || cause == Cause.DUPLICATES || cause == Cause.QUALITY) {
            long first = cause.isOfArrival()
                    ? change.onset().receivedMicros()
                    : change.onset().timeMicros();
            return ": " + cause.words() + ", since " + phrases().since(first, change.atMicros());
        }
        return ": " + value(judged.get()) + "; " + cause.words() + otherUnit(cause, judged.get());
    }

    private String otherUnit(Cause cause, AnomalyDetector.Judged judged) {
        return cause.isOfValues()
                ? OtherUnit.of(anomalyDetection.unit(), judged)
                        .map(other -> "; as expected if it is " + other.words())
                        .orElse("")
                : "";
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

    private String ends(EpisodeChange change, double peak) {
        long lasted = (change.atMicros() - change.onset().timeMicros()) / 1_000;
        String after = ", after " + Phrases.span(Math.max(intervalMillis, lasted));
        return change.cause() == Cause.SILENCE
                ? ": readings come again at " + phrases().minute(change.atMicros()) + after + " of silence"
                : " is as usual again at " + phrases().minute(change.atMicros()) + after + "; it was: "
                        + change.cause().words()
                        + (change.cause().isOfValues() && Double.isFinite(peak)
                                ? ", peak " + phrases().quantity(peak)
                                : "");
    }

    private Phrases phrases() {
        return new Phrases(anomalyDetection);
    }
}
