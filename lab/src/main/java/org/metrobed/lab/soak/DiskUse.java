package org.metrobed.lab.soak;

/**
 * Bytes on disk. Immutable.
 *
 * @param observations the table of observations with its indexes
 * @param windows the table of windows with its indexes
 * @param database the whole database, without its write-ahead log
 * @param raw the raw log in Kafka
 * @param results the other topics in Kafka
 * @param checkpoints checkpoints of Flink
 * @param logs log files
 */
record DiskUse(long observations, long windows, long database, long raw, long results, long checkpoints, long logs) {}
