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
 * @param duplicates messages that the broker marked as redelivered
 * @param brokerQueue messages that the broker holds, -1 when it does not say
 * @param brokerDropped messages that the broker has discarded since it started, -1 when it does not say
 * @param commands what became of commands
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
        double maxAckSeconds,
        long duplicates,
        long brokerQueue,
        long brokerDropped,
        Commands commands) {

    /**
     * What became of the commands that were read. Immutable.
     *
     * @param sent published
     * @param expired not published: it was too late
     * @param repeated not published: the id had been sent before
     * @param refused not published: the broker did not take it
     * @param unreadable not published: the record was no command
     */
    public record Commands(long sent, long expired, long repeated, long refused, long unreadable) {}
}
