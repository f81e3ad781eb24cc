/** What Flink says about the job of the pipeline, over its REST API. Depends on no other package of the API. */
package org.metrobed.api.job;
