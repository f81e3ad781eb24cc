/** Mergeable summaries of readings: what a window keeps. Pure; depends on {@code core.model}, the JDK and DDSketch. */
package org.metrobed.core.window;
