/**
 * Turns bytes into readings: decodes by the binding of the topic, then finds the datastream in the catalog in force.
 */
package org.metrobed.stream.decode;
