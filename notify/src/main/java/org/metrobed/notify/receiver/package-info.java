/** What every receiver shares: the message, its words, its labels. Names no protocol. */
package org.metrobed.notify.receiver;
