/** The decoder of XML payloads: a bounded tree of elements, read by the pointers of {@code json}. */
package org.metrobed.decoders.xml;
