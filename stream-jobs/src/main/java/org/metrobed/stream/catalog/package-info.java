/** The catalog in force at a moment of log time, read from its topic. */
package org.metrobed.stream.catalog;
