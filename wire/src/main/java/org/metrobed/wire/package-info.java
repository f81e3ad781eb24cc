/** What travels: MQTT payloads as they are decoded, and Kafka topics with the codecs of their records. */
package org.metrobed.wire;
