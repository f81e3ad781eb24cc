/**
 * The HTTP side: store and topics to JSON, CSV, server-sent events and the operator's page. Reads only; the one thing it
 * writes is a version of the catalog. May use config, model, analysis, catalog, topics and store; sees neither ingest nor the stream jobs.
 */
package org.metrobed.api;
