package org.metrobed.api.latest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.api.observation.ObservationView;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;

/** The newest value of a datastream of the catalog; fields of the value are null while there is none. */
public record LatestView(
        @Doc("testbed/thing/property") String datastream,
        @Doc("testbed/thing") String thing,
        String testbed,
        @Doc("family of its thing") String family,
        String property,
        String name,
        @Doc("UCUM, of the value if there is one") String unit,

        @Doc("when it was observed; the begin of its interval, if it stands for an interval")
        Instant phenomenonTime,

        @Doc(value = "the value; null if it is missing", unit = Doc.OF_DATASTREAM)
        Double result,

        @Doc("QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing")
        Integer flag,

        @Doc(
                value =
                        "the flag of each test that was applied, by the test's code; 2 of a test that the next reading decides (spike) also"
                                + " where its later verdict did not change the flag",
                nullable = true)
        Map<String, Integer> tests,

        @Doc("log time from which this revision is known: when ingest received it, or what changed it")
        Instant receivedTime,

        @Doc(value = "seconds from the end of its observation to asOf", unit = "s")
        Double ageSeconds,

        @Doc(
                "whether its age is more than staleAfterSeconds, or there is no value; a value that was received just now can be old")
        boolean stale,

        @Doc(
                value =
                        "three intervals or the idle timeout, whichever is longer; the hold of a datastream that reports on-change",
                unit = "s")
        double staleAfterSeconds,

        Integer revision,

        @Doc(value = "its place in the raw log", nullable = true)
        ObservationView.Raw raw,

        @Doc("the catalog version it was decoded and tested with")
        Long catalogVersion,

        @Doc("end of its interval; null if it stands for an instant")
        Instant phenomenonEnd,

        @Doc(value = "of a state: its word in the current catalog", optional = true, nullable = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String state) {

    private static final int PATIENCE_INTERVALS = 3;

    /** The newest observation of a datastream (null: none yet) as of a log time. */
    static LatestView of(Datastream datastream, Catalog catalog, Observation newest, long asOfMillis) {
        boolean some = newest != null;
        Instant end = some ? ObservationView.end(datastream, newest, catalog) : null;
        double patienceSeconds = staleAfterMillis(datastream.settings()) / 1e3;
        Double age =
                some ? ageSeconds(end == null ? Moments.ofMicros(newest.phenomenonMicros()) : end, asOfMillis) : null;
        return new LatestView(
                datastream.id().value(),
                datastream.id().thing(),
                datastream.id().testbed(),
                catalog.findThing(datastream.id().thing())
                        .map(thing -> thing.family().word())
                        .orElse(""),
                datastream.id().property(),
                datastream.name(),
                some
                        ? catalog.findDatastream(newest.datastream(), newest.catalogVersion())
                                .orElse(datastream)
                                .unit()
                        : datastream.unit(),
                some ? Moments.ofMicros(newest.phenomenonMicros()) : null,
                some ? Numbers.finite(newest.result()) : null,
                some ? newest.flag().code() : null,
                some ? ObservationView.tests(newest.tests()) : null,
                some ? Instant.ofEpochMilli(newest.receivedMillis()) : null,
                age,
                age == null || age > patienceSeconds,
                patienceSeconds,
                some ? newest.revision() : null,
                some ? ObservationView.Raw.of(newest.raw()) : null,
                some ? newest.catalogVersion() : null,
                end,
                some
                        ? datastream
                                .settings()
                                .options()
                                .findState(newest.result())
                                .orElse(null)
                        : null);
    }

    private static double ageSeconds(Instant observed, long asOfMillis) {
        return Duration.between(observed, Instant.ofEpochMilli(asOfMillis)).toNanos() / 1e9;
    }

    private static double staleAfterMillis(DatastreamSettings settings) {
        if (settings.kind().onChange()) {
            return settings.kind().holdMicros() / 1e3;
        }
        return Math.max((double) PATIENCE_INTERVALS * settings.intervalMillis(), (double) settings.idleTimeoutMillis());
    }
}
