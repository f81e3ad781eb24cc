/** Posting to other systems. */
package org.metrobed.notify.http;
