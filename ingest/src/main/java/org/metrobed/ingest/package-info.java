/**
 * MQTT to the raw log: every message is written to Kafka unchanged and acknowledged only when Kafka has stored it.
 * Knows nothing of payloads. {@link org.metrobed.ingest.Ingest} is the entry point;
 * {@link org.metrobed.ingest.IngestMain} runs it as its own process.
 */
package org.metrobed.ingest;
