/** How far the pipeline is: the log time that answers show. */
package org.metrobed.api.progress;
