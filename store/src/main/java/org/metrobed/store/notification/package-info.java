/**
 * The notifier's part of the database: the right to notify, the alerts, the outbox. Everything runs on the connection
 * that holds the lease, so that an instance that has lost it can write nothing.
 */
package org.metrobed.store.notification;
