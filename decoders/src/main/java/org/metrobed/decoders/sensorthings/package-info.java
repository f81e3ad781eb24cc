/** Decoder of observations of OGC SensorThings 1.1 over MQTT. */
package org.metrobed.decoders.sensorthings;
