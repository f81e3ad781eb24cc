/** Decoders of binary frames, bare or in the message of a network server: a declared layout, Cayenne LPP, Ruuvi. */
package org.metrobed.decoders.frame;
