/** Decoder of Sparkplug B. Births, aliases and sequence numbers of an edge node are kept between messages. */
package org.metrobed.decoders.sparkplug;
