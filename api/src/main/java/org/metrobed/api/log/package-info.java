/** Settings for reading and appending to Kafka, shared by every reader and writer of this process. */
package org.metrobed.api.log;
