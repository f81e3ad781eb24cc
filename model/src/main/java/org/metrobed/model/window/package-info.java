/** Mergeable summaries of readings: what a window keeps. Pure; depends on {@code model}, the JDK and DDSketch. */
package org.metrobed.model.window;
