/** The bare parts, each alone, in a process of their own. */
package org.metrobed.lab.parts;
