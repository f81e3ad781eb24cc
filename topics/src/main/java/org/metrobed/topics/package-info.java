/**
 * Kafka topics: their names, how they are created, their keys and the codecs of their records. The Protobuf classes behind the
 * codecs stay in here. No client, no I/O.
 */
package org.metrobed.topics;
