/** The Kafka side: topics are created, records sent in one order with received times that never go back. */
package org.metrobed.ingest.kafka;
