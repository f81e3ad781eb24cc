/** The source: the raw log as Flink reads it, with its watermark. */
package org.metrobed.stream.source;
