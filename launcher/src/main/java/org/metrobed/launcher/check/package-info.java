/** The dry run of bindings: sample payloads through the code of the pipeline, nothing stored. May use catalog, decoders, topics, stream-jobs. */
package org.metrobed.launcher.check;
