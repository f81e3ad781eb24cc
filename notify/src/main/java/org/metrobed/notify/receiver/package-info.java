/** Shared by all receivers: message, texts, labels. Names no protocol. */
package org.metrobed.notify.receiver;
