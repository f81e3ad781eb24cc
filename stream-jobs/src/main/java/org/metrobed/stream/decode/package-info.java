/** Bytes to readings: decode by the binding of the topic, then find the datastream in the catalog in force. */
package org.metrobed.stream.decode;
