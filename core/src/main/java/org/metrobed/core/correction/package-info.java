/**
 * Corrections by people: what is done to readings, and what rows of observations and windows follow from it. Pure; depends on
 * {@code core.model}, {@code core.quality}, {@code core.window} and the JDK.
 */
package org.metrobed.core.correction;
