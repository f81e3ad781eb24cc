/** Payloads that are one value. */
package org.metrobed.decoders.bare;
