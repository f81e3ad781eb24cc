/** The settings of datastreams, which readers need to compute rows from rows. The catalog gives them. */
package org.metrobed.store.settings;
