/** Flink in this process: a mini-cluster whose checkpoints outlive it. Knows jobs only as graphs. */
package org.metrobed.launcher.flink;
