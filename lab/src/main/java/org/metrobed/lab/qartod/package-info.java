/** The quality tests beside reference vectors of QARTOD: {@code ./metrobed qartod}. */
package org.metrobed.lab.qartod;
