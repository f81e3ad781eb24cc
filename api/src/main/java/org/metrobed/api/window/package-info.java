/** Windows: summaries of a datastream over a range of time, folded from their revisions. */
package org.metrobed.api.window;
