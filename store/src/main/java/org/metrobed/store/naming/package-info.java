/**
 * What the newest catalog calls its test-beds, things and datastreams: for readers that do not follow the catalog. May use
 * the packages query and write.
 */
package org.metrobed.store.naming;
