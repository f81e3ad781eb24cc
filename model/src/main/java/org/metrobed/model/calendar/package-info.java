/**
 * Windows as users request them: sizes, boundaries in a time zone, and the stored sizes from which they are composed.
 * Pure; depends on the JDK alone.
 */
package org.metrobed.model.calendar;
