/**
 * Tells people and other systems of alerts. One of any number of instances is elected; it reads the store, decides what each
 * receiver is to be told, and tells it. Knows the store, and no other part of the pipeline.
 */
package org.metrobed.notify;
