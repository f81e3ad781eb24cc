/**
 * The HTTP side: serves store and topics as JSON, CSV, server-sent events and the operator's page, and writes what
 * operators change. May use config, model, analysis, catalog, topics and store; knows neither ingest nor the stream
 * jobs.
 */
package org.metrobed.api;
