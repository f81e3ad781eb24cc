/** Payloads of gateways: native JSON and SenML JSON (RFC 8428), encoded only here. Pure. */
package org.metrobed.simulators.payload;
