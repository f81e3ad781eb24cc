/**
 * Studies: a made city over weeks, with faults whose truth is known, to score detectors against. Pure but for the one class that
 * writes files; may use city. What the faults are and how they are scored is in docs/STUDY.md.
 */
package org.metrobed.lab.study;
