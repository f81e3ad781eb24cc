/**
 * Takes rows away that were ingested long enough ago, where an operator asked for it. Whole observations and whole windows
 * go, never some of their revisions. Knows the two layouts; needs no other reader or writer.
 */
package org.metrobed.store.retention;
