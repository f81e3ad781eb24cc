/**
 * The live stream: one hub follows the topics of windows and alerts and hands their records to every client, each behind a
 * bounded queue; a client first gets a snapshot from the store.
 */
package org.metrobed.api.stream;
