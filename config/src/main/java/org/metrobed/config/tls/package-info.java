/**
 * TLS from PEM files: the files that a client of a broker uses, and the JDK's key stores and contexts made from them.
 * Depends on package config alone.
 */
package org.metrobed.config.tls;
