/** Windows: summaries of a datastream over a stretch of time, put together from their revisions. */
package org.metrobed.api.window;
