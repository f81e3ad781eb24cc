/**
 * Notifies people and other systems of alerts. One of any number of instances is elected. It reads the store, decides
 * the notifications of each receiver, and sends them. Knows the store, and no other part of the pipeline.
 */
package org.metrobed.notify;
