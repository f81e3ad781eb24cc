package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.metrobed.api.annotation.CorrectionFailures;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.progress.AsOf;
import org.metrobed.catalog.Catalog;
import org.metrobed.store.correction.CellReader;
import org.metrobed.store.correction.SettledTime;

final class ApiMetricsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private static final class NoCatalog implements AsOf.CatalogAtTime {

        @Override
        public Instant knownUpTo() {
            return Instant.EPOCH;
        }

        @Override
        public Optional<Catalog> findAt(Instant at) {
            return Optional.empty();
        }
    }

    @Test
    void pageOfMetricsWaitsOnceForADatabaseThatIsAway() {
        AtomicInteger attempts = new AtomicInteger();
        DataSource away = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    attempts.incrementAndGet();
                    throw new SQLException("refused");
                });
        PrometheusRegistry registry = new PrometheusRegistry();
        Metrics metrics = new Metrics(registry);
        AsOf asOf = new AsOf(new SettledTime(away), new NoCatalog(), () -> NOON);
        ApiMetrics.registerProgress(metrics, asOf, new CellReader(away), new CorrectionFailures());
        ApiMetrics.registerNotifications(metrics, asOf, away, () -> NOON);
        registry.scrape();
        registry.scrape();
        assertThat(attempts).hasValue(1);
    }
}
