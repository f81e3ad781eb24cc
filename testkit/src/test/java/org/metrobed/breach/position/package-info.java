/** A record that is constructed by position and by name. */
package org.metrobed.breach.position;
