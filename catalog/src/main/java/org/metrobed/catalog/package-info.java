/**
 * The catalog: reads, checks and compares bundles of YAML files. Only this package knows their syntax. Pure: it turns
 * text into an immutable {@link org.metrobed.catalog.Catalog} or a list of problems; no clock, no network. May use
 * model, analysis and the YAML parser.
 */
package org.metrobed.catalog;
