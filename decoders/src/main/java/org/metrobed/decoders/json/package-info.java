/** Decoders of Metrobed's own JSON, and of JSON of any structure through JSON Pointers. */
package org.metrobed.decoders.json;
