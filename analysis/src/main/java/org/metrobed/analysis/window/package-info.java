/**
 * Windows from readings: what the stream would store, computed from stored observations. Pure; depends on {@code model},
 * {@code analysis.quality}, {@code model.window} and the JDK.
 */
package org.metrobed.analysis.window;
