/**
 * The registry of decoders of MQTT payloads: their input is bytes, their output measurements or reasons. Pure. Each
 * format has its own package, which depends on {@code spi} and {@code text} alone.
 */
package org.metrobed.decoders;
