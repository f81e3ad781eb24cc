/** Lines of text: CSV and UltraLight 2.0. */
package org.metrobed.decoders.csv;
