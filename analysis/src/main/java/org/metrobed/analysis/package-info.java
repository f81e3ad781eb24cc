/** Decisions as pure code: no library but the JDK, no clock, no input or output. Each package decides one kind of question. */
package org.metrobed.analysis;
