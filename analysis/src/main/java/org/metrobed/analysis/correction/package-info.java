/**
 * Corrections by people: how readings are corrected, and which rows of observations and windows follow. Pure; depends
 * on {@code model}, {@code analysis.quality}, {@code analysis.window}, {@code model.window} and the JDK.
 */
package org.metrobed.analysis.correction;
