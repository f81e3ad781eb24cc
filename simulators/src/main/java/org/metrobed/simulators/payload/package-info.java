/** What gateways put on the wire: native JSON and SenML JSON (RFC 8428), encoded here and nowhere else. Pure. */
package org.metrobed.simulators.payload;
