/**
 * Lanes: runs of the pipeline beside the live one, over a log whose received times the driver supplies, with topics and schemas of
 * their own; and studies scored through them. May use run, flink and offline.
 */
package org.metrobed.lab.isolated;
