/**
 * Deletes rows by age since ingest, if an operator configures it, and rewrites closed months. Whole observations and whole
 * windows are deleted, never some of their revisions. Windows that are composed of observations are stored before these are
 * deleted. Knows the two layouts.
 */
package org.metrobed.store.retention;
