/**
 * The catalog: bundles of YAML files read, checked and compared. The only package that knows their syntax. Pure: from text
 * to an immutable {@link org.metrobed.catalog.Catalog} or to a list of problems; no clock, no network. May use model, analysis and the
 * YAML parser.
 */
package org.metrobed.catalog;
