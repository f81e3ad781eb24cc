/** Sparkplug B: births, aliases and sequence numbers of an edge node are remembered from message to message. */
package org.metrobed.decoders.sparkplug;
