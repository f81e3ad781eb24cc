/** Metrobed's own JSON, and JSON of any shape read by pointers. */
package org.metrobed.decoders.json;
