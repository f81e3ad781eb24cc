/** Notifies people by e-mail. The only package that knows mail. */
package org.metrobed.notify.mail;
