/**
 * The stream: turns the raw log into observations, windows, alerts and dead letters.
 * {@link org.metrobed.stream.Pipeline} combines the topologies into one graph; {@link org.metrobed.stream.PipelineMain}
 * runs it on a cluster.
 */
package org.metrobed.stream;
