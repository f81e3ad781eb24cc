/**
 * Windows as users request them: sizes, boundaries in a time zone, and the stored sizes from which they are composed.
 * Also the reader of ISO 8601 times. Pure; depends on {@code model.window} and the JDK.
 */
package org.metrobed.model.calendar;
