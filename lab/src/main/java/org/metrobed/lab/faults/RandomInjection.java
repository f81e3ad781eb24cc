package org.metrobed.lab.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.LoadGateway;
import org.metrobed.topics.Topics;

/** Causes faults of a {@link FaultSchedule}. Several may run at the same time, at most one of a place. Thread-safe. */
final class RandomInjection {

    private static final int LONGEST_JUMP_SECONDS = 30;
    private static final int LONGEST_DELAY_MILLIS = 400;
    private static final int ROUNDS_AGAIN = 40;
    private static final long PATIENCE_SECONDS = 120;
    /** Values are below 90, so that about one reading in 400 is above the least limit. */
    private static final int LIMITS = 100;

    private final SeparateSystem system;
    private final Supervisor supervisor;
    private final CatalogFiles catalog;
    private final Feed feed;
    private final SteadyPublisher publisher;
    private final Backlog backlog;
    private final Annotator annotator;
    private final Optional<FullDisk> disk;
    private final AtomicBoolean delivered = new AtomicBoolean();

    RandomInjection(
            SeparateSystem system,
            Supervisor supervisor,
            CatalogFiles catalog,
            Feed feed,
            SteadyPublisher publisher,
            Backlog backlog,
            Optional<FullDisk> disk) {
        this.disk = disk;
        this.system = system;
        this.supervisor = supervisor;
        this.catalog = catalog;
        this.feed = feed;
        this.publisher = publisher;
        this.backlog = backlog;
        this.annotator = new Annotator(system.apiUrl());
    }

    /** Whether the backlog was delivered. */
    boolean hasDelivered() {
        return delivered.get();
    }

    /**
     * Causes a fault; returns when it has ended.
     *
     * @throws ServiceException if it cannot be caused or does not end
     */
    void run(ScheduledFault fault) {
        switch (fault.fault()) {
            case KILL_INGEST -> away(system.ingest(), system.ingest()::kill, fault);
            case STOP_INGEST -> away(system.ingest(), system.ingest()::stop, fault);
            case PAUSE_INGEST -> pause(system.ingest(), fault);
            case KILL_KAFKA -> away(system.kafka(), system.kafka()::kill, fault);
            case STOP_KAFKA -> away(system.kafka(), system.kafka()::stop, fault);
            case PAUSE_KAFKA -> pause(system.kafka(), fault);
            case KILL_FLINK -> away(system.flink(), system.flink()::kill, fault);
            case STOP_FLINK -> away(system.flink(), system.flink()::stop, fault);
            case PAUSE_FLINK -> pause(system.flink(), fault);
            case STOP_POSTGRES -> away(system.postgres(), system.postgres()::stop, fault);
            case PAUSE_POSTGRES -> during(system.postgres()::freeze, system.postgres()::thaw, fault);
            case READ_ONLY_POSTGRES ->
                during(
                        () -> system.postgres().setReadOnly(true),
                        () -> system.postgres().setReadOnly(false),
                        fault);
            case KILL_API -> away(system.api(), system.api()::kill, fault);
            case PAUSE_API -> pause(system.api(), fault);
            case KILL_BROKER -> away(system.broker(), system.broker()::kill, fault);
            case CUT_CONNECTIONS -> system.ingestProxy().cut();
            case REFUSE_CONNECTIONS -> during(system.ingestProxy()::hold, system.ingestProxy()::release, fault);
            case SLOW_CONNECTIONS -> {
                int millis = 1 + fault.number() % LONGEST_DELAY_MILLIS;
                during(
                        () -> system.ingestProxy().delay(millis),
                        () -> system.ingestProxy().delay(0),
                        fault);
            }
            case JUMP_AHEAD -> jump(1, fault);
            case JUMP_BACK -> jump(-1, fault);
            case SEND_AGAIN -> sendAgain(fault.number());
            case DELIVER_BACKLOG -> deliver();
            case CHANGE_CATALOG -> publish(fault.number());
            case CORRECT -> annotator.annotate(backlog, fault.number());
            case FILL_DISK -> disk.orElseThrow().keepFull(fault.lasts());
        }
    }

    private void away(Supervised part, Runnable end, ScheduledFault fault) {
        long began = System.nanoTime();
        supervisor.hold(part, end);
        Deadline.untilNanos(began + fault.lasts().toNanos());
        supervisor.release(part);
    }

    private void pause(Part part, ScheduledFault fault) {
        AtomicBoolean frozen = new AtomicBoolean();
        during(
                () -> supervisor.with(part, () -> {
                    if (part.isAlive()) {
                        part.freeze();
                        frozen.set(true);
                    }
                }),
                () -> supervisor.with(part, () -> {
                    if (frozen.get()) {
                        part.thaw();
                    }
                }),
                fault);
    }

    private static void during(Runnable begin, Runnable end, ScheduledFault fault) {
        long began = System.nanoTime();
        begin.run();
        Deadline.untilNanos(began + fault.lasts().toNanos());
        end.run();
    }

    private void jump(int sign, ScheduledFault fault) {
        FakeClock clock = system.clock().orElseThrow();
        int seconds = sign * (1 + fault.number() % LONGEST_JUMP_SECONDS);
        during(() -> clock.jump(seconds), () -> clock.jump(0), fault);
    }

    /** Sends messages of the newest rounds again, mixed. */
    private void sendAgain(int number) {
        int gateway = number % BenchCity.GATEWAYS;
        int rounds = publisher.rounds();
        List<LoadGateway.Message> messages = new ArrayList<>();
        for (int round = Math.max(0, rounds - ROUNDS_AGAIN); round < rounds; round++) {
            messages.addAll(feed.messages(gateway, round));
        }
        Collections.shuffle(messages, new Random(number));
        send("faults-again", messages);
    }

    private void deliver() {
        delivered.set(true);
        send("faults-store", backlog.messages());
    }

    private void send(String client, List<LoadGateway.Message> messages) {
        try (LoadGateway gateway = LoadGateway.open(system.mqttUrl(), client)) {
            messages.forEach(gateway::publish);
            gateway.finish();
        }
    }

    /** Publishes the catalog with another limit of all thresholds; tries again while Kafka is away, as a person would. */
    private void publish(int number) {
        String above =
                String.format(Locale.ROOT, "high: { above: %.3f, clear: 85, severity", 89.8 + number % LIMITS / 1e3);
        Map<String, String> texts = new TreeMap<>(catalog.texts());
        texts.replaceAll((file, text) -> text.replaceAll("high: .* severity", above));
        Deadline.until("the catalog to be published", PATIENCE_SECONDS, () -> {
            try {
                new CatalogPublisher(system.kafkaBootstrap(), new Topics(Topics.DEFAULT_PREFIX))
                        .merge(CatalogFiles.of(texts));
                return true;
            } catch (KafkaException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServiceException("interrupted while the catalog was published", e);
            }
        });
    }
}
