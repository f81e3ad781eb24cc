/** Decoders of text lines: CSV and UltraLight 2.0. */
package org.metrobed.decoders.csv;
