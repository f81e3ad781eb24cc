/** Mergeable summaries of readings: what a window keeps. Pure; depends on {@code core.model} and the JDK. */
package org.metrobed.core.window;
