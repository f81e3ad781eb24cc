/** NamesInCatalog, units, places and time zones of what alerts are about, for texts that people read. */
package org.metrobed.notify.naming;
