/**
 * Windows as people ask for them: sizes, their boundaries in a time zone, and the stored sizes they can be put together from. The
 * reader of ISO 8601 times. Pure; depends on the JDK alone.
 */
package org.metrobed.core.calendar;
