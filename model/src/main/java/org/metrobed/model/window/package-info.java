/** Mergeable summaries of readings: the content of a window. Pure; depends on {@code model}, the JDK and DDSketch. */
package org.metrobed.model.window;
