/** Compares the quality tests with reference vectors of QARTOD: {@code ./metrobed qartod}. */
package org.metrobed.lab.qartod;
