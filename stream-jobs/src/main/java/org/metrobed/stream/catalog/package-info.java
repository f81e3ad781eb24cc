/** The catalog in force at a log time, read from its topic. */
package org.metrobed.stream.catalog;
