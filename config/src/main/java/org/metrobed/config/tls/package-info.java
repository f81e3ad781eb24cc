/** TLS from PEM files: what clients of a broker are told, and the JDK's key stores and contexts of it. Needs no other package but config. */
package org.metrobed.config.tls;
