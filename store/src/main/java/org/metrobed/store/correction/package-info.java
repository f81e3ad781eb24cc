/** Annotations in the database, and how their corrections are written, one day (UTC) of a datastream at a time. */
package org.metrobed.store.correction;
