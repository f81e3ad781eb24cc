package org.metrobed.api.thing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.api.http.Doc;
import org.metrobed.api.thing.QualityInForceView.SettingView;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.params.ParamSpec;

/** One observed property at one thing by one sensor. */
public record DatastreamView(
        @Doc("testbed/thing/property") String id,
        String testbed,
        @Doc("testbed/thing") String thing,
        String property,
        String name,
        @Doc("UCUM") String unit,

        @Doc("kind of reading: instant, mean, count, direction, amount, total or state")
        String statistic,

        @Doc("family of its thing") String family,
        @Doc("expected time between readings, ISO 8601") String interval,

        @Doc("maximum out-of-orderness, ISO 8601") String maxOutOfOrderness,

        @Doc("idle timeout: it is idle after so long without a reading, ISO 8601")
        String idleTimeout,

        @Doc("settings as a bundle states them, or its defaults; names of anomaly-detection settings contain a dot")
        List<SettingView> settings,

        @Doc("outside it a reading fails") RangeView fail,
        @Doc("outside it a reading is suspect") RangeView suspect,
        @Doc("its alert rules") List<ThresholdView> thresholds,

        @Doc(value = "settings of its anomaly detection; null if it is off", nullable = true)
        AnomalyDetectionView anomalyDetection,

        @Doc(value = "computation of its values; null if they are measured", nullable = true)
        DerivedView derived,

        @Doc("the catalog version shown") long catalogVersion,

        @Doc("meaning of the time stamps of its readings: begin, middle or end of their interval, or instant")
        String stamp,

        @Doc("former names, whose rows are found by this name")
        List<String> was,

        @Doc("log time from which it was no longer in the catalog; null if it is in it")
        Instant retired) {

    /** How anomalies of a datastream are reported. */
    public record AnomalyDetectionView(
            @Doc("info, warning or critical") String severity) {}

    /** A product and its inputs. */
    public record DerivedView(
            @Doc("the product, see docs/PRODUCTS.md") String by,

            @Doc("datastreams, testbed/thing/property, in the order of the product's inputs")
            List<String> from) {
        static DerivedView of(Derivation derivation) {
            return !derivation.isDerived()
                    ? null
                    : new DerivedView(
                            derivation.product(),
                            derivation.inputs().stream()
                                    .map(Derivation.Input::datastream)
                                    .toList());
        }
    }

    /** A range in the datastream's unit; null is open. */
    public record RangeView(Double low, Double high) {

        /** A range from bounds; NaN means open. */
        public static RangeView of(double low, double high) {
            return new RangeView(number(low), number(high));
        }

        private static Double number(double value) {
            return Double.isFinite(value) ? value : null;
        }
    }

    /** An alert rule: opens beyond {@code raise}, closes at {@code clear}. */
    public record ThresholdView(
            String name, String direction, double raise, double clear, String minDuration, String severity) {
        static ThresholdView of(ThresholdRule rule) {
            return new ThresholdView(
                    rule.name(),
                    rule.direction().name().toLowerCase(Locale.ROOT),
                    rule.raise(),
                    rule.clear(),
                    Duration.ofMillis(rule.minDurationMillis()).toString(),
                    rule.severity().word());
        }
    }

    private static List<SettingView> settings(DatastreamSettings settings) {
        List<SettingView> all = new ArrayList<>();
        ParamSpec.of(DatastreamOptions.class)
                .state(settings.options())
                .forEach(stated -> all.add(new SettingView(stated.name(), stated.value())));
        if (settings.anomalyDetection().on()) {
            ParamSpec.of(AnomalyDetectionOptions.class)
                    .state(settings.anomalyDetection().options())
                    .forEach(stated -> all.add(
                            new SettingView(AnomalyDetectionOptions.KEY + "." + stated.name(), stated.value())));
        }
        return all;
    }

    /** A datastream of a catalog. */
    static DatastreamView of(Datastream datastream, Catalog catalog) {
        DatastreamSettings settings = datastream.settings();
        return new DatastreamView(
                datastream.id().value(),
                datastream.id().testbed(),
                datastream.id().thing(),
                datastream.id().property(),
                datastream.name(),
                datastream.unit(),
                datastream.statistic().name().toLowerCase(Locale.ROOT),
                catalog.findThing(datastream.id().thing())
                        .or(() -> catalog.past().findLastThing(datastream.id().thing(), catalog.version()))
                        .map(thing -> thing.family().word())
                        .orElse(""),
                Duration.ofMillis(settings.intervalMillis()).toString(),
                Duration.ofMillis(settings.maxOutOfOrdernessMillis()).toString(),
                Duration.ofMillis(settings.idleTimeoutMillis()).toString(),
                settings(settings),
                RangeView.of(settings.fail().low(), settings.fail().high()),
                RangeView.of(settings.suspect().low(), settings.suspect().high()),
                settings.thresholds().stream().map(ThresholdView::of).toList(),
                settings.anomalyDetection().on()
                        ? new AnomalyDetectionView(
                                settings.anomalyDetection().severity().word())
                        : null,
                DerivedView.of(settings.derivation()),
                catalog.version(),
                settings.stamp().name().toLowerCase(Locale.ROOT),
                catalog.renames().former(datastream.id().value()),
                catalog.past()
                        .findRetired(datastream.id().value(), catalog.version())
                        .orElse(null));
    }
}
