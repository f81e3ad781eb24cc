/**
 * Recordings: files of MQTT messages in the order in which they were received, in the container format of Apache Avro, so that other
 * tools read them too. Knows no broker and no Kafka.
 */
package org.metrobed.recordings;
