/** Runs Flink in this process: a mini-cluster with checkpoints on disk. It knows jobs only as stream graphs. */
package org.metrobed.launcher.flink;
