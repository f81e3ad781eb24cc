package org.metrobed.api.health;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.metrobed.api.http.Doc;

/** Health of the system. */
public record HealthView(
        @Doc(
                "up; degraded: readings are stored, but a part is behind; down, with status 503: readings are not stored, or not received")
        String status,

        List<PartView> parts,

        @Doc("why the status is not up: a sentence for each part that is behind or down, those that are down first")
        List<String> reasons) {

    /** The status follows from the parts. */
    static HealthView of(List<PartView> parts) {
        boolean down = parts.stream().anyMatch(part -> part.status().equals(PartView.DOWN));
        boolean well = parts.stream().allMatch(part -> part.status().equals(PartView.UP));
        List<String> reasons = parts.stream()
                .filter(part -> !part.status().equals(PartView.UP))
                .sorted(Comparator.comparing(part -> !part.status().equals(PartView.DOWN)))
                .map(part -> part.name() + ": " + part.detail())
                .toList();
        return new HealthView(down ? "down" : well ? "up" : "degraded", parts, reasons);
    }

    /** The same for a reader who does not see everything: without a number of datastreams, and with other texts. */
    HealthView told(UnaryOperator<String> mask) {
        return of(parts.stream()
                .map(part -> new PartView(
                        part.name(),
                        part.status(),
                        mask.apply(part.detail()).replaceFirst(" with \\d+ datastreams$", ""),
                        part.ageSeconds()))
                .toList());
    }

    /** Whether readings are not stored, or not received. */
    boolean isDown() {
        return status.equals("down");
    }

    /** State of one part. */
    public record PartView(
            @Doc(
                    "database, kafka, catalog, pipeline, ingest, corrections; job if Flink is asked; raw, how far back the raw log reaches; compression, of TimescaleDB; disk in ./metrobed")
            String name,

            @Doc("up, behind or down") String status,
            String detail,

            @Doc("seconds since it was last seen; null if never")
            Double ageSeconds) {

        public static final String UP = "up";
        public static final String BEHIND = "behind";
        public static final String DOWN = "down";
        static final List<String> ALL = List.of(UP, BEHIND, DOWN);

        /** A part that works. */
        public static PartView up(String name, String detail, Double ageSeconds) {
            return new PartView(name, UP, detail, ageSeconds);
        }

        /** A part because of which readings are stored later, or may soon not be stored. */
        public static PartView behind(String name, String detail, Double ageSeconds) {
            return new PartView(name, BEHIND, detail, ageSeconds);
        }

        /** A part because of which readings are not stored. */
        public static PartView down(String name, String detail, Double ageSeconds) {
            return new PartView(name, DOWN, detail, ageSeconds);
        }
    }
}
