package org.metrobed.api;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.metrobed.api.health.HealthView;

/**
 * What runs beside the API in its process, for {@code /metrics} and {@code /health} to tell of. Immutable by contract.
 *
 * @param metrics metrics of the others; those of the API are added
 * @param parts further parts of the health, each looked at for every answer
 */
public record Host(PrometheusRegistry metrics, List<Supplier<HealthView.PartView>> parts) {
    public Host {
        Objects.requireNonNull(metrics, "metrics");
        parts = List.copyOf(parts);
    }

    /** Nothing else. */
    public static Host alone() {
        return new Host(new PrometheusRegistry(), List.of());
    }
}
