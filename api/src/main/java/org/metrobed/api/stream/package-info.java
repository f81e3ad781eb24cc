/**
 * The live stream: while somebody listens, one hub follows the topics of windows and alerts and passes their records to
 * every client, each with a bounded queue. A client first gets a snapshot from the store.
 */
package org.metrobed.api.stream;
