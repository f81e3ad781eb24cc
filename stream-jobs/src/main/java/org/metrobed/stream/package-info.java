/**
 * The stream: raw log to observations, windows, alerts and dead letters. {@link org.metrobed.stream.Pipeline} fuses the
 * topologies into one graph; {@link org.metrobed.stream.PipelineMain} runs it on a cluster.
 */
package org.metrobed.stream;
