/** SenML (RFC 8428) as JSON and as CBOR. */
package org.metrobed.decoders.senml;
