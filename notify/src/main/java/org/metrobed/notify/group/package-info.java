/** Groups alerts and decides notifications. Pure. */
package org.metrobed.notify.group;
