/** The dry run of bindings: sample payloads through the code of the pipeline, nothing stored. May use catalog, wire, stream-jobs. */
package org.metrobed.testbed.check;
