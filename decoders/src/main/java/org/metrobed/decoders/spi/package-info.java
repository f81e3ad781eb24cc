/** The interfaces of a decoder, with their inputs and outputs. Depends on {@code model} only. */
package org.metrobed.decoders.spi;
