/**
 * The dry run of bindings: decodes sample payloads with the code of the pipeline and stores nothing. May use catalog,
 * decoders, topics, stream-jobs.
 */
package org.metrobed.launcher.check;
