/** How Kafka's logs are read: settings that every reader of this process shares. */
package org.metrobed.api.log;
