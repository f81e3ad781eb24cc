/** Which alerts are told together, and whether there is something to tell of them. Pure. */
package org.metrobed.notify.group;
