package org.metrobed.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.product.ProductOfValues;
import org.metrobed.analysis.product.Products;
import org.metrobed.analysis.quality.PeerTests;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.analysis.quality.SeriesCleaning;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Derivation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.Peers;
import org.metrobed.simulators.ProjectFiles;

/** The thresholds of the demo bundle, tested with readings of its sensors without faults. */
class GoodReadingsTest {

    private static final long START = Instant.parse("2026-05-03T22:00:00Z").toEpochMilli();
    private static final long SPAN_MILLIS = 36 * 3_600_000L;

    @Test
    void hardlyAnyGoodReadingIsFlagged() throws Exception {
        Catalog catalog = CatalogReader.read(CatalogFiles.readFolder(Path.of("..", "bundles")), 1);
        City city = City.of(catalog, "riverbend", 1);
        Map<String, String> shares = new TreeMap<>();
        for (Datastream datastream : ProjectFiles.measured(catalog)) {
            List<SeriesCleaning.Cleaned> rows = clean(city, datastream);
            long bad = rows.stream().filter(GoodReadingsTest::isBad).count();
            if (bad >= 0.01 * rows.size()) {
                shares.put(datastream.id().value(), bad + " of " + rows.size() + " by " + blamed(rows));
            }
        }
        assertThat(shares).isEmpty();
    }

    @Test
    void noGoodReadingContradictsTheOthers() throws Exception {
        Catalog catalog = CatalogReader.read(CatalogFiles.readFolder(Path.of("..", "bundles")), 1);
        City city = City.of(catalog, "riverbend", 1);
        Map<String, Long> verdicts = new TreeMap<>();
        for (Datastream datastream : catalog.datastreams()) {
            Peers peers = datastream.settings().peers();
            long interval = datastream.settings().intervalMillis();
            for (long at = START; !peers.isNone() && at < START + SPAN_MILLIS; at += 5 * interval) {
                double value = value(datastream, city, at);
                Verdicts bits = PeerTests.judge(
                        peers, datastream.statistic().scale(), at * 1_000, value, others(catalog, city), Verdicts.NONE);
                verdicts.merge(TestBits.overall(bits) + " " + datastream.id().property(), 1L, Long::sum);
            }
        }
        assertThat(verdicts)
                .containsOnlyKeys("GOOD no2", "GOOD occupancy", "GOOD pm10", "GOOD pm25", "GOOD vehicle-count");
    }

    /** All sensors send at whole intervals. */
    private static PeerTests.Others others(Catalog catalog, City city) {
        return (other, timeMicros, withinMicros) -> {
            Datastream datastream = catalog.findDatastream(other).orElseThrow();
            long intervalMicros = datastream.settings().intervalMillis() * 1_000;
            long nearest = Math.round((double) timeMicros / intervalMicros) * intervalMicros;
            return Math.abs(nearest - timeMicros) > withinMicros
                    ? Double.NaN
                    : value(datastream, city, nearest / 1_000);
        };
    }

    /** A measured value, or a value computed from measured ones. */
    private static double value(Datastream datastream, City city, long millis) {
        if (!datastream.isDerived()) {
            return city.signal(datastream.id()).valueAt(millis);
        }
        Derivation derivation = datastream.settings().derivation();
        List<Double> inputs = derivation.inputs().stream()
                .map(input -> input.apply(
                        city.signal(new DatastreamId(input.datastream())).valueAt(millis)))
                .toList();
        return ((ProductOfValues) Products.get(derivation.product())).of(inputs).orElse(Double.NaN);
    }

    private static List<SeriesCleaning.Cleaned> clean(City city, Datastream datastream) {
        Signal signal = city.signal(datastream.id());
        long interval = datastream.settings().intervalMillis();
        List<Row> rows = new ArrayList<>();
        for (long at = START; at < START + SPAN_MILLIS; at += interval) {
            rows.add(new Row(at * 1_000, signal.valueAt(at)));
        }
        return new SeriesCleaning(
                        datastream.settings().quality(),
                        datastream.statistic().scale(),
                        datastream.settings().sentinels())
                .clean(rows);
    }

    private static Map<String, Long> blamed(List<SeriesCleaning.Cleaned> rows) {
        Map<String, Long> blamed = new TreeMap<>();
        QualityTests.list()
                .forEach(test -> rows.stream()
                        .map(row -> TestBits.verdict(row.bits(), test.slot()))
                        .filter(verdict -> verdict == QualityFlag.SUSPECT || verdict == QualityFlag.FAIL)
                        .forEach(verdict -> blamed.merge(test.info().code() + "=" + verdict.code(), 1L, Long::sum)));
        return blamed;
    }

    private static boolean isBad(SeriesCleaning.Cleaned row) {
        QualityFlag flag = TestBits.overall(row.bits());
        return flag == QualityFlag.SUSPECT || flag == QualityFlag.FAIL;
    }
}
