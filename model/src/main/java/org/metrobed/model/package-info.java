/**
 * The domain in OGC SensorThings' words: test-beds, things, datastreams, observations, windows, alerts. Immutable records
 * of plain values; depends on the JDK alone. Every module may use it.
 */
package org.metrobed.model;
