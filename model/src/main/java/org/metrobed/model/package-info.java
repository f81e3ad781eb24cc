/**
 * The domain in the words of OGC SensorThings: test-beds, things, datastreams, observations, windows, alerts. Immutable
 * records of plain values; depends on the JDK alone. Every module may use it.
 */
package org.metrobed.model;
