/**
 * Functions shared by several formats: JSON trees and paths, numbers, times, quoted names. Depends on {@code spi} and
 * {@code model}.
 */
package org.metrobed.decoders.text;
