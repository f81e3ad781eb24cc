/** Decoders of uplinks from LoRaWAN network servers: The Things Stack 3 and ChirpStack 4. */
package org.metrobed.decoders.lorawan;
