/**
 * Decoders of MQTT payloads: bytes in, measurements or reasons out. Pure; knows {@code core.model}, the generated {@code proto}
 * classes, and the parsers of Jackson, Protocol Buffers and FastCSV.
 */
package org.metrobed.wire.decode;
