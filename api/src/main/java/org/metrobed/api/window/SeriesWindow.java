package org.metrobed.api.window;

import org.metrobed.store.window.MergedWindow;

/**
 * A window of a datastream and the series that it belongs to. Immutable.
 *
 * @param series its series
 * @param joined whether its readings follow those of the datastream of today: they have its statistic, and are in its unit
 * @param window the window
 */
record SeriesWindow(WindowSeries series, boolean joined, MergedWindow window) {}
