/**
 * The commands that produce evidence: {@code score}, {@code study}, {@code qartod}. They read options and call other
 * packages.
 */
package org.metrobed.lab.command;
