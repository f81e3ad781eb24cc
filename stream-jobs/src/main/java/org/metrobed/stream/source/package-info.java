/** Where data enters: the raw log as Flink reads it, with the log's clock. */
package org.metrobed.stream.source;
