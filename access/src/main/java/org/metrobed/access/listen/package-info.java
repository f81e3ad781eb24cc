/** What listens for MQTT clients with TLS. */
package org.metrobed.access.listen;
