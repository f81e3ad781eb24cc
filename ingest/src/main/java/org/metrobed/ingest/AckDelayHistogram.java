package org.metrobed.ingest;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/** The delays of acknowledgements as a Prometheus histogram. Thread-safe. */
final class AckDelayHistogram implements Collector {

    private static final String NAME = "metrobed_ingest_ack_delay_seconds";

    private final AckDelays delays;

    AckDelayHistogram(AckDelays delays) {
        this.delays = delays;
    }

    @Override
    public MetricSnapshot collect() {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        double[] bounds = AckDelays.boundsSeconds();
        for (int i = 0; i < bounds.length; i++) {
            buckets.bucket(bounds[i], delays.count(i));
        }
        buckets.bucket(Double.POSITIVE_INFINITY, delays.count(bounds.length));
        return HistogramSnapshot.builder()
                .name(NAME)
                .help("Seconds from arrival to acknowledgement.")
                .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(delays.sumSeconds())
                        .build())
                .build();
    }
}
