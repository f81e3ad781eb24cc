/**
 * Kafka topics: names, settings for creation, keys, and the codecs of records. The Protobuf classes of the codecs are
 * used only in this package. No client, no I/O.
 */
package org.metrobed.topics;
