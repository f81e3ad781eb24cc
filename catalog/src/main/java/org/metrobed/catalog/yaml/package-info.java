/**
 * Reads YAML files key by key. Each problem and warning has file, line and column, and names the nearest known word.
 * Bundles, replay mappings and configurations of quality control are read by this package. It depends on the YAML
 * parser and on {@code model}, on no other package of the catalog.
 */
package org.metrobed.catalog.yaml;
