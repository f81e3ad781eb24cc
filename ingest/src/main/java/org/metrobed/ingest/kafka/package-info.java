/** The Kafka side: creates topics and sends records in one order with received times that never go back. */
package org.metrobed.ingest.kafka;
