/** The commands that produce evidence: {@code score}, {@code study}, {@code qartod}. They read options and hand over. */
package org.metrobed.lab.command;
