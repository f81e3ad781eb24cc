/**
 * Makes a catalog from declarations: resolves references, applies overrides, checks that the parts fit.
 * {@link org.metrobed.catalog.compile.CatalogReader} is its entry.
 */
package org.metrobed.catalog.compile;
