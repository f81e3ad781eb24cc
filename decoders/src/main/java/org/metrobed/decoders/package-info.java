/**
 * The registry of decoders of MQTT payloads: bytes in, measurements or reasons out. Pure; each format has a package of its own,
 * which knows {@code spi} and {@code text} alone.
 */
package org.metrobed.decoders;
