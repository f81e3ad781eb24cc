/**
 * What the files of a bundle say, as typed declarations and layers, before references are resolved. Only this package
 * knows the keys of bundles. Uses the reader {@code yaml} and the units; knows nothing of overrides.
 */
package org.metrobed.catalog.syntax;
