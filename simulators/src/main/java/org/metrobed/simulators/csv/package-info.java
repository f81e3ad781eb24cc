/** Files of rows: their format, as YAML states it, and their rows. May use the catalog's reader of YAML. */
package org.metrobed.simulators.csv;
