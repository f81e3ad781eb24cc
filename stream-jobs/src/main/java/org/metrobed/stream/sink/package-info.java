/** Sinks: the database, with progress, and the Kafka topics. */
package org.metrobed.stream.sink;
