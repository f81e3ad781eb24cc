/**
 * Records of Kafka in files: segments in Kafka's own format of logs, compressed with Zstandard, each with a digest. Knows
 * neither topics nor what records mean.
 */
package org.metrobed.launcher.segment;
