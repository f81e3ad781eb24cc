/**
 * Corrections by people: what is done to readings, and what rows of observations and windows follow from it. Pure; depends on
 * {@code model}, {@code analysis.quality}, {@code model.window} and the JDK.
 */
package org.metrobed.analysis.correction;
