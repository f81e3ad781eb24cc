/** How Kafka's logs are read and appended to: settings that every reader and writer of this process shares. */
package org.metrobed.api.log;
