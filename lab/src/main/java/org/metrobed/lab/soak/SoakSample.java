package org.metrobed.lab.soak;

import org.metrobed.lab.cpu.MemoryMeter;

/**
 * What a run looked like at one time. Immutable.
 *
 * @param seconds since the first message
 * @param rows stored so far
 * @param process this JVM and PostgreSQL
 * @param told what the API told
 * @param disk bytes on disk
 */
record SoakSample(long seconds, Rows rows, ProcessUse process, Told told, DiskUse disk) {

    /**
     * Rows. Immutable.
     *
     * @param readings first revisions of observations
     * @param windows revisions of windows
     */
    record Rows(long readings, long windows) {}

    /**
     * What the processes use. Immutable.
     *
     * @param memory resident memory
     * @param liveHeap what the newest collection of old objects left, MiB; 0 before the first
     * @param threads of the JVM
     * @param descriptors open files of the JVM
     */
    record ProcessUse(MemoryMeter.Memory memory, long liveHeap, long threads, long descriptors) {}

    /**
     * What the API told. Immutable.
     *
     * @param health the status in {@code /health}, with its reasons
     * @param restarts of the pipeline's job so far; -1 if it did not say
     */
    record Told(String health, long restarts) {}
}
