/**
 * Studies: a simulated city over weeks, with known faults, to score detectors. Pure except for the class that writes
 * files; may use city. The faults and the scores are described in docs/STUDY.md.
 */
package org.metrobed.lab.study;
