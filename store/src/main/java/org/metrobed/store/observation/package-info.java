/** Observations in the database: how they are appended, listed, and the latest of each datastream found. */
package org.metrobed.store.observation;
