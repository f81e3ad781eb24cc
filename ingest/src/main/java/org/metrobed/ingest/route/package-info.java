/** Computes the subscriptions from the catalog's routes and the configured filters: pure decisions, no clients. */
package org.metrobed.ingest.route;
