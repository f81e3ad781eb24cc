/**
 * The compiled catalog: {@link org.metrobed.catalog.Catalog}, its bindings, the texts of its bundles and the differences
 * of two versions. Bundles are compiled by {@link org.metrobed.catalog.compile.CatalogReader}: package {@code compile}
 * uses {@code syntax}, this uses {@code units} and {@code yaml}, and all may use this package. Pure: no clock, no
 * network. May use model, analysis and the YAML parser.
 */
package org.metrobed.catalog;
