/**
 * Isolated runs of the pipeline: the driver supplies the received times of the log, and each run has its own topics and
 * schemas. Also runs studies and scores them. May use run, flink and files.
 */
package org.metrobed.lab.isolated;
