/** Decoders of SenML (RFC 8428) in JSON and CBOR. */
package org.metrobed.decoders.senml;
