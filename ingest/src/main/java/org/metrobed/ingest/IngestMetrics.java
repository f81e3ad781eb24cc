package org.metrobed.ingest;

/**
 * What one ingest has done since it started. Immutable.
 *
 * @param messages messages received, redelivered ones included
 * @param bytes their payloads, bytes
 * @param confirmed messages that Kafka has
 * @param acknowledged messages acknowledged to the broker
 * @param inFlight messages that are received and not acknowledged
 * @param oversize messages of which only the head was kept
 * @param reconnects connections to the broker beside the first
 * @param failures messages that Kafka refused for good; each ends its connection
 * @param ackSeconds time from arrival to acknowledgement, summed over all acknowledged messages
 * @param maxAckSeconds the longest of these
 */
public record IngestMetrics(
        long messages,
        long bytes,
        long confirmed,
        long acknowledged,
        int inFlight,
        long oversize,
        long reconnects,
        long failures,
        double ackSeconds,
        double maxAckSeconds) {}
