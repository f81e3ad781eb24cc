/** Silences and maintenance windows in the database: how they are made, ended and read. */
package org.metrobed.store.suppression;
