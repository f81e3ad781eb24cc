package org.metrobed.launcher.run;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.metrobed.ingest.Ingest;
import org.metrobed.ingest.MetricsExport;
import org.metrobed.stream.sink.WrittenRows;
import org.metrobed.stream.source.ReadRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics of what runs beside the API in one process; the API shows them all. Static functions only. */
final class PlatformMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformMetrics.class);

    private PlatformMetrics() {}

    /** Those of ingest, of the pipeline and of the disk of the data folder. */
    static void register(PrometheusRegistry registry, Ingest ingest, Path data) {
        MetricsExport.register(ingest, registry);
        CounterWithCallback.builder()
                .name("metrobed_pipeline_records_total")
                .help("Records of the raw log that the pipeline has read in this process, without heartbeats.")
                .callback(callback -> callback.call((double) ReadRecords.count()))
                .register(registry);
        CounterWithCallback.builder()
                .name("metrobed_pipeline_rows_total")
                .help("Rows that the pipeline has written in this process. diverged: another row was stored before.")
                .labelNames("outcome")
                .callback(callback -> WrittenRows.tell((outcome, rows) -> callback.call((double) rows, outcome)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("metrobed_disk_bytes")
                .help("The disk of the data folder: its size, and the space that is free for Metrobed.")
                .labelNames("space")
                .callback(callback -> disk(data, callback))
                .register(registry);
    }

    private static void disk(Path data, GaugeWithCallback.Callback callback) {
        try {
            FileStore disk = Files.getFileStore(data);
            callback.call((double) disk.getTotalSpace(), "all");
            callback.call((double) disk.getUsableSpace(), "free");
        } catch (IOException e) { // absent instead of wrong
            LOG.debug("the size of the disk is unknown", e);
        }
    }
}
