package org.metrobed.launcher.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.embedded.EmbeddedKafka;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.embedded.EmbeddedPostgres;

/** Kafka, PostgreSQL and, if clients connect to one, an MQTT broker, started and stopped in parallel. Immutable. */
record EmbeddedServices(Optional<EmbeddedMqttBroker> mqtt, EmbeddedKafka kafka, EmbeddedPostgres postgres)
        implements AutoCloseable {

    /** The folder of the broker, with its queue. */
    static final String BROKER = "mqtt";

    /**
     * Starts all; if one does not start, the others are stopped.
     *
     * @throws org.metrobed.embedded.ServiceException of the first service that did not start
     */
    static EmbeddedServices start(
            DataFolder data, RunOptions options, Optional<BrokerOptions> broker, Console console) {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            var postgres = async(
                    threads,
                    console,
                    "PostgreSQL",
                    () -> EmbeddedPostgres.start(data.of("postgres"), options.postgresPort()));
            var kafka =
                    async(threads, console, "Kafka", () -> EmbeddedKafka.start(data.of("kafka"), options.kafkaPort()));
            var mqtt = broker.map(wanted ->
                    async(threads, console, "MQTT broker", () -> EmbeddedMqttBroker.start(data.of(BROKER), wanted)));
            try {
                return new EmbeddedServices(mqtt.map(CompletableFuture::join), kafka.join(), postgres.join());
            } catch (CompletionException e) {
                mqtt.ifPresent(started -> closeStarted(List.of(started)));
                closeStarted(List.of(kafka, postgres));
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        } finally {
            threads.shutdown();
        }
    }

    @Override
    public void close() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            List<AutoCloseable> services = new ArrayList<>(List.of(kafka, postgres));
            mqtt.ifPresent(services::add);
            for (AutoCloseable service : services) {
                ends.add(CompletableFuture.runAsync(StopSequence.of(service), threads));
            }
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.shutdown();
        }
    }

    private static <T> CompletableFuture<T> async(
            ExecutorService threads, Console console, String name, Supplier<T> start) {
        return CompletableFuture.supplyAsync(() -> console.step(name, start), threads);
    }

    private static void closeStarted(List<? extends CompletableFuture<? extends AutoCloseable>> services) {
        for (CompletableFuture<? extends AutoCloseable> service : services) {
            service.handle((started, failure) -> {
                        if (started != null) {
                            StopSequence.of(started).run();
                        }
                        return started;
                    })
                    .join();
        }
    }
}
