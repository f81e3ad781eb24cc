/** Progress of the pipeline: the log time of answers. */
package org.metrobed.api.progress;
