/** What a decoder is: the interfaces, what goes in and what comes out. Depends on {@code model} only. */
package org.metrobed.decoders.spi;
