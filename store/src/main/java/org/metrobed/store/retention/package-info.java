/**
 * Deletes rows by age since ingest, if an operator configures it, and rewrites closed months. Whole observations and whole
 * windows are deleted, never some of their revisions. Knows the two layouts; needs no other reader or writer.
 */
package org.metrobed.store.retention;
