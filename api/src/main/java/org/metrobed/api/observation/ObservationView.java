package org.metrobed.api.observation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.metrobed.analysis.correction.ProductCause;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Deployment;
import org.metrobed.model.Location;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;

/** One revision of one value. */
public record ObservationView(
        @Doc("testbed/thing/property, by its name in the current catalog")
        String datastream,

        @Doc("when it was observed; the begin of its interval, if it stands for an interval")
        Instant phenomenonTime,

        @Doc(value = "the value; null if it is missing or not finite", unit = Doc.OF_DATASTREAM)
        Double result,

        @Doc(value = "UCUM unit by the catalog version it was decoded and tested with", nullable = true)
        String unit,

        @Doc("QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing")
        int flag,

        @Doc(
                "the flag of each test that was applied, by the test's code; 2 of a test that the next reading decides (spike) also"
                        + " where its later verdict did not change the flag")
        Map<String, Integer> tests,

        @Doc(
                "late, repeat, beyond-horizon, corrected, reset, step-unknown, clock-replaced, validated, censored, positive-infinity,"
                        + " negative-infinity")
        List<String> marks,

        @Doc("whether it is behind the watermark of its datastream")
        boolean late,

        @Doc("0 for the first accepted value") int revision,

        @Doc("cause of this revision: arrival, verdict, correction, redrive, replaced, judged or input")
        String cause,

        @Doc("log time from which this revision is known: when ingest received it, or what changed it")
        Instant receivedTime,

        @Doc("its place in the raw log") Raw raw,

        @Doc("the catalog version it was decoded and tested with")
        long catalogVersion,

        @Doc("the payload's number, if a unit, a scale or a code for no value makes it different from the result;"
                + " else"
                + " null")
        Double statedValue,

        @Doc(
                value = "unit of statedValue: the payload's, else the binding's; empty if neither states one",
                nullable = true)
        String statedUnit,

        @Doc("end of its interval, by that catalog version; null if it stands for an instant")
        Instant phenomenonEnd,

        @Doc(
                value = "where its thing stood when it was observed, WGS 84, degrees; null if that is not known",
                unit = "deg")
        Double latitude,

        @Doc(value = "WGS 84, degrees", unit = "deg") Double longitude,

        @Doc(value = "serial number of the device, if the catalog says it; else null", nullable = true)
        String serial,

        @Doc(
                value = "the former name under which it was stored, if its datastream was renamed since; else null",
                nullable = true)
        String was,

        @Doc(value = "of a state: its word by that catalog version", optional = true, nullable = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String state,

        @Doc(
                value = "of a product with cause input: what happened to which reading of an input",
                optional = true,
                nullable = true)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String because) {

    /** A place in the raw log: partition, offset, index of the reading in its message (-1: the message as a whole). */
    public record Raw(int partition, long offset, int index) {

        /** A position. */
        public static Raw of(RawPosition position) {
            return new Raw(position.partition(), position.offset(), position.index());
        }
    }

    /** An observation as the version of the catalog that judged it describes its datastream, and where its thing stood. */
    static ObservationView of(PlacedObservation placed, Catalog catalog) {
        Observation observation = placed.observation();
        String stored = observation.datastream();
        String current = catalog.renames().current(stored);
        Optional<Datastream> datastream = catalog.findDatastream(stored, observation.catalogVersion());
        Optional<Deployment> deployment = placed.deployment();
        Optional<Location> place = placed.place();
        StatedValue stated = observation.stated();
        return new ObservationView(
                current,
                Moments.ofMicros(observation.phenomenonMicros()),
                Numbers.finite(observation.result()),
                datastream.map(Datastream::unit).orElse(null),
                observation.flag().code(),
                tests(observation.tests()),
                marks(observation),
                TestBits.has(observation.tests(), TestBits.LATE),
                observation.revision(),
                observation.cause().name().toLowerCase(Locale.ROOT),
                Instant.ofEpochMilli(observation.receivedMillis()),
                Raw.of(observation.raw()),
                observation.catalogVersion(),
                stated == null ? null : Numbers.finite(stated.value()),
                stated == null ? null : stated.unit(),
                datastream.map(of -> end(of, observation, catalog)).orElse(null),
                place.map(Location::latitudeDegrees).orElse(null),
                place.map(Location::longitudeDegrees).orElse(null),
                deployment
                        .map(Deployment::serial)
                        .filter(serial -> !serial.isEmpty())
                        .orElse(null),
                stored.equals(current) ? null : stored,
                datastream
                        .flatMap(of -> of.settings().options().findState(observation.result()))
                        .orElse(null),
                placed.cause().map(cause -> because(cause, catalog)).orElse(null));
    }

    private static String because(ProductCause cause, Catalog catalog) {
        String reading = catalog.renames().current(cause.input()) + " of "
                + Moments.format(Moments.ofMicros(cause.inputMicros()));
        String event = switch (cause.event()) {
            case "correction" -> "was corrected";
            case "undone" -> "is no longer corrected";
            case "replaced" -> "was replaced";
            case "judged" -> "was judged again";
            case "late" -> "came late";
            case "redrive" -> "was driven again";
            default -> "was computed again";
        };
        return reading + " " + event + (cause.annotation().isEmpty() ? "" : ", annotation " + cause.annotation());
    }

    /** The end of the interval of a reading; null if it stands for an instant. */
    public static Instant end(Datastream datastream, Observation observation, Catalog catalog) {
        return datastream.settings().stamp() == Datastream.Stamp.INSTANT
                ? null
                : Moments.ofMicros(catalog.interval(datastream).endMicros(observation.phenomenonMicros()));
    }

    /** The flag of each applied test, by its code. */
    public static Map<String, Integer> tests(Verdicts verdicts) {
        return tests(verdicts, QualityTests.list());
    }

    /** As {@link #tests(Verdicts)}, of these tests. */
    public static Map<String, Integer> tests(Verdicts verdicts, List<QualityTest<?, ?>> registered) {
        Map<String, Integer> tests = new LinkedHashMap<>();
        for (QualityTest<?, ?> test : registered) {
            QualityFlag verdict = TestBits.verdict(verdicts, test.slot());
            if (verdict != null) {
                tests.put(test.info().code(), verdict.code());
            }
        }
        return tests;
    }

    private static List<String> marks(Observation observation) {
        List<String> marks = new ArrayList<>(3);
        addIf(marks, TestBits.has(observation.tests(), TestBits.LATE), "late");
        addIf(marks, TestBits.has(observation.tests(), TestBits.DUPLICATE), "repeat");
        addIf(marks, TestBits.has(observation.tests(), TestBits.BEYOND_RETENTION), "beyond-horizon");
        addIf(marks, TestBits.has(observation.tests(), TestBits.CORRECTED), "corrected");
        addIf(marks, TestBits.has(observation.tests(), TestBits.RESET), "reset");
        addIf(marks, TestBits.has(observation.tests(), TestBits.STEP_UNKNOWN), "step-unknown");
        addIf(marks, TestBits.has(observation.tests(), TestBits.CLOCK_REPLACED), "clock-replaced");
        addIf(marks, TestBits.has(observation.tests(), TestBits.VALIDATED), "validated");
        addIf(marks, TestBits.has(observation.tests(), TestBits.CENSORED), "censored");
        addIf(marks, observation.result() == Double.POSITIVE_INFINITY, "positive-infinity");
        addIf(marks, observation.result() == Double.NEGATIVE_INFINITY, "negative-infinity");
        return marks;
    }

    private static void addIf(List<String> marks, boolean condition, String mark) {
        if (condition) {
            marks.add(mark);
        }
    }
}
