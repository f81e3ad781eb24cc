package org.metrobed.api.window;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Map;
import org.metrobed.api.http.Doc;
import org.metrobed.model.window.WindowRevision;

/** A window of a datastream or of a group of them; all its revisions up to {@code asOf} are folded. */
@RecordBuilder
public record WindowView(
        @Doc(value = "testbed/thing/property; absent with group_by", optional = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String datastream,

        @Doc(value = "with group_by: the thing, zone, project or test-bed", optional = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String group,

        @Doc(value = "with group_by: the observed property", optional = true) @JsonInclude(JsonInclude.Include.NON_NULL)
        String property,

        @Doc(value = "with group_by: number of datastreams with data in this window", optional = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Integer datastreams,

        @Doc(
                value =
                        "with group_by: the unit of equal weight, 'reading'; 'time' if values hold until the next reading",
                optional = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String weight,

        @Doc("start, inclusive") Instant start,
        @Doc("end, exclusive") Instant end,

        @Doc(value = "with tz: start in that zone, with its offset", optional = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String localStart,

        @Doc(value = "with tz: start as the clocks of that zone show it, without offset", optional = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String localTime,

        @Doc("length, ISO 8601; days, weeks and months are those of the calendar")
        String size,

        @Doc(
                value =
                        "UCUM unit of its values: that of the datastream; readings in another unit are converted, or have a row of their own",
                nullable = true)
        String unit,

        @Doc("number of readings by flag") Counts counts,

        @Doc(
                "number of readings of a complete window: length over interval, with its fraction; 0 if the interval is unknown")
        double expected,

        @Doc(
                value =
                        "readings summarised over readings expected, in [0,1]; 1 from the whole number of readings expected on",
                unit = "1")
        double coverage,

        @Doc("whether coverage is under 0.75") boolean incomplete,

        @Doc(
                "whether it has not ended yet, or its newest reading is in no stored window yet; its values are those so far; only with state=all")
        boolean open,

        @Doc("whether coverage is under min_coverage, so that values are withheld")
        boolean withheld,

        @Doc(
                value = "how its values were filled: previous or linear; empty: nothing was stored; null: observed",
                nullable = true)
        String filled,

        @Doc(
                value = "number of readings with the flags of qc, also if values are withheld; 0 if values were filled",
                optional = true)
        Long count,

        @Doc(
                value =
                        "mean, of directions around the circle; null if there is no reading to summarise, or if directions"
                                + " cancel one another out",
                optional = true,
                unit = Doc.OF_DATASTREAM)
        Double mean,

        @Doc(
                value = "sample standard deviation, of directions the circular one; null for fewer than two readings",
                optional = true,
                unit = Doc.OF_DATASTREAM)
        Double sd,

        @Doc(value = "least value; null for directions", optional = true, unit = Doc.OF_DATASTREAM)
        Double min,

        @Doc(value = "when the least was first seen", optional = true)
        Instant minTime,

        @Doc(value = "greatest value; null for directions", optional = true, unit = Doc.OF_DATASTREAM)
        Double max,

        @Doc(value = "when the greatest was first seen", optional = true)
        Instant maxTime,

        @Doc(value = "sum of counts; null for other statistics", optional = true, unit = Doc.OF_DATASTREAM)
        Double sum,

        @Doc(
                value = "sum of counts scaled to the readings expected; null if coverage is under 0.75",
                optional = true,
                unit = Doc.OF_DATASTREAM)
        Double total,

        @Doc(value = "earliest value", optional = true, unit = Doc.OF_DATASTREAM)
        Double first,

        @Doc(value = "its time", optional = true) Instant firstTime,

        @Doc(value = "latest value", optional = true, unit = Doc.OF_DATASTREAM)
        Double last,

        @Doc(value = "its time", optional = true) Instant lastTime,

        @Doc(
                value = "mean direction around the circle, degrees in [0,360); null if it is not a direction",
                optional = true)
        Double direction,

        @Doc(
                value = "of a total: its increase, with the step from the last reading before the window; the step of a"
                        + " reset is the new total",
                optional = true,
                unit = Doc.OF_DATASTREAM)
        Double increase,

        @Doc(value = "of a total: how often it was reset or rolled over", optional = true)
        Long resets,

        @Doc(value = "of a state: how often it changed", optional = true)
        Long transitions,

        @Doc(value = "of a state: the one that held longest", optional = true)
        Double mode,

        @Doc(value = "of a state: seconds for which each held, by its word or number", optional = true, nullable = true)
        Map<String, Double> timeInState,

        @Doc(
                value =
                        "why increase, resets, transitions, mode, timeInState, the mean, min and max of values that hold, and the mean of directions are not known:"
                                + " late-readings (they overlap in time with those before them, until the window is computed"
                                + " again), stored-before (the catalog did not say then that the order of readings has a meaning, or that they are directions),"
                                + " settings-changed (the catalog said so only of some of the readings), too-many-states,"
                                + " moved (to another zone), mixed (it has no meaning for some datastreams of the group),"
                                + " step-unknown (a total went on at another level), device-exchanged (within the window), other-qc (kept for good readings alone), one-revision;"
                                + " null if they are known",
                optional = true,
                nullable = true)
        String unknown,

        @Doc(
                value = "each quantile in agg, as a field of its name; within 1 % of the value, exact up to 32"
                        + " readings",
                optional = true,
                spread = "^(median|p[0-9]{2})$",
                unit = Doc.OF_DATASTREAM)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Double> quantiles,

        @Doc("length of the stored windows that were merged, ISO 8601")
        String level,

        @Doc("number of stored windows that were merged; 0 if nothing was stored")
        int parts,

        @Doc("the newest revision among the merged windows; 0 is the first")
        Integer revision,

        @Doc("number of revisions of the merged windows") int revisions,

        @Doc("whether one of them was computed again from stored observations")
        boolean replaces,

        @Doc("readings of all flags that came after the window had closed")
        long lateCount,

        @Doc("log time of the newest revision") Instant recordedTime,

        @Doc("the newest catalog version among its readings")
        Long catalogVersion,

        @Doc(value = "the version of the pipeline that wrote the newest revision", nullable = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String pipelineVersion,

        @Doc(
                value =
                        "where its thing stood, WGS 84, degrees; null if it was moved within the window, or the place is not known; absent with group_by",
                optional = true,
                unit = "deg")
        Double latitude,

        @Doc(value = "WGS 84, degrees; absent with group_by", optional = true, unit = "deg")
        Double longitude,

        @Doc(
                value =
                        "number of deployments that its readings are of: over 1, its thing was moved or its device exchanged within"
                                + " the window; null if they are not known, as those of a moving thing; absent with group_by",
                optional = true)
        Integer deployments) {

    /** Number of readings by flag. */
    public record Counts(long good, long notEvaluated, long suspect, long fail, long missing) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        static Counts of(WindowRevision window) {
            return new Counts(
                    window.good().count(),
                    window.notEvaluatedCount(),
                    window.suspect().count(),
                    window.failCount(),
                    window.missingCount());
        }
    }
}
