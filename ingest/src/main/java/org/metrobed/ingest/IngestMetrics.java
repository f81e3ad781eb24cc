package org.metrobed.ingest;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Figures of one ingest since it started. Immutable.
 *
 * @param messages messages received, including redelivered ones
 * @param bytes their payloads, bytes
 * @param confirmed messages that Kafka has stored
 * @param acknowledged messages acknowledged to the broker
 * @param inFlight messages that are received and not acknowledged
 * @param oversize messages that were stored in parts, because they are larger than a record
 * @param reconnects connections to the broker after the first
 * @param failures messages that Kafka permanently refused; each ends its connection
 * @param ackSeconds time from arrival to acknowledgement, sum over all acknowledged messages
 * @param maxAckSeconds the longest of these
 * @param duplicates messages that the broker marked as redelivered
 * @param brokerQueue messages that the broker holds, -1 if it does not publish it
 * @param brokerDropped messages that the broker has dropped since it started, -1 if it does not publish it
 * @param commands outcomes of commands
 */
@RecordBuilder
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
        double maxAckSeconds,
        long duplicates,
        long brokerQueue,
        long brokerDropped,
        Commands commands) {

    /**
     * Outcomes of the commands that were read. Immutable.
     *
     * @param sent published
     * @param expired not published: the command had expired
     * @param repeated not published: a command with this id was sent before
     * @param refused not published: the broker did not accept it
     * @param unreadable not published: the record is not a command
     */
    public record Commands(long sent, long expired, long repeated, long refused, long unreadable) {}
}
