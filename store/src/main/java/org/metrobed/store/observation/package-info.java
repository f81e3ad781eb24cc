/** Observations in the database: how they are appended and listed, and how the latest of each datastream is found. */
package org.metrobed.store.observation;
