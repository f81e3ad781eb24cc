/**
 * Windows as users request them: sizes, boundaries in a time zone, and the stored sizes from which they are composed.
 * Pure; depends on {@code model.window} and the JDK.
 */
package org.metrobed.model.calendar;
