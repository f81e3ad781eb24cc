package org.metrobed.launcher.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.TunedThresholds;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.launcher.check.DecodedReplay;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.params.TestParams;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.simulators.replay.Replay;
import org.metrobed.simulators.replay.ReplayMapping;
import org.metrobed.stream.decode.Reading;

/** The past of datastreams in a CSV file with its mapping. Static functions only. */
public final class RecordedPast {

    private RecordedPast() {}

    /**
     * The datastreams of a file, in the order of their names.
     *
     * @param now messages are decoded as received at this time
     * @throws IOException if the file cannot be read
     * @throws org.metrobed.catalog.CatalogException if the mapping declares no valid catalog
     */
    public static List<TuneText> read(Path file, ReplayMapping mapping, Instant now)
            throws IOException, InterruptedException {
        Catalog catalog = CatalogReader.read(CatalogFiles.of(mapping.toCatalogFiles()), 1);
        DecodedReplay decoded = new DecodedReplay(catalog, now);
        new Replay(mapping, Replay.Options.DEFAULT, WorkProgress.SILENT).run(file, decoded);
        List<TuneText> texts = new ArrayList<>();
        decoded.readings()
                .forEach((id, readings) -> texts.add(text(
                        id,
                        file,
                        readings,
                        catalog.findDatastream(id).orElseThrow().settings())));
        return texts;
    }

    private static TuneText text(String id, Path file, List<Reading> readings, DatastreamSettings settings) {
        List<Row> rows = readings.stream()
                .map(reading ->
                        new Row(reading.phenomenonMicros(), settings.sentinels().valueOf(reading.value())))
                .toList();
        long interval = settings.intervalMillis() * 1_000;
        Map<String, Double> now = new TreeMap<>();
        for (TestParams params : settings.quality().tests()) {
            QualityTests.list().stream()
                    .filter(test -> test.slot() == params.slot())
                    .findFirst()
                    .ifPresent(test -> now.put(
                            test.info().code(),
                            TunedThresholds.share(
                                    params, rows, interval, settings.statistic().scale())));
        }
        return new TuneText(
                id, file.toString(), rows, interval, settings.statistic().scale(), now);
    }
}
