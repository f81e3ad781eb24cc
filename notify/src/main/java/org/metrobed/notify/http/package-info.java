/** Posts to other systems over HTTP. */
package org.metrobed.notify.http;
