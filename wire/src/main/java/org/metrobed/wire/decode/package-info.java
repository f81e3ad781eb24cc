/** Decoders of MQTT payloads: bytes in, measurements or reasons out. Pure; knows {@code core.model} and Jackson's parser. */
package org.metrobed.wire.decode;
