/**
 * What the notifier needs of the database: who may notify, which alerts there are, the outbox. Everything runs on the
 * connection that holds the election, so that one who has lost it can write nothing.
 */
package org.metrobed.store.notification;
