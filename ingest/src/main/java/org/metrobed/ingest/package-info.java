/**
 * MQTT to the raw log: every message is written to Kafka as it came and acknowledged only when Kafka has it. Knows nothing of
 * payloads. {@link org.metrobed.ingest.Ingest} is the whole of it; {@link org.metrobed.ingest.IngestMain} runs it alone.
 */
package org.metrobed.ingest;
