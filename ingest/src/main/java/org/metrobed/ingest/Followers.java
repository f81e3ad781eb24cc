package org.metrobed.ingest;

import java.time.InstantSource;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.kafka.TopicReader;

/** Reads Kafka for ingest: the routes, and, in the first of several instances, commands. One thread. */
final class Followers implements AutoCloseable {

    private final KafkaConfig kafka;
    private final RouteFollower routes;
    private final CommandSender commands;
    private TopicReader routeReader;
    private TopicReader commandReader;

    /** Not started; {@code outlet} publishes the commands. */
    Followers(
            IngestConfig config,
            InstantSource clock,
            RouteFollower routes,
            CommandSender.Outlet outlet,
            CommandCounters counters) {
        this.kafka = config.kafka();
        this.routes = routes;
        this.commands =
                config.instances().isFirst() ? new CommandSender(kafka.topics(), clock, outlet, counters) : null;
    }

    /** Starts to read, once; the topics must exist. */
    void start() {
        if (routeReader == null) {
            routeReader = TopicReader.start(kafka.bootstrapServers(), routes);
        }
        if (commandReader == null && commands != null) {
            commandReader = TopicReader.start(kafka.bootstrapServers(), commands);
        }
    }

    @Override
    public void close() {
        if (routeReader != null) {
            routeReader.close();
        }
        if (commandReader != null) {
            commandReader.close();
        }
    }
}
