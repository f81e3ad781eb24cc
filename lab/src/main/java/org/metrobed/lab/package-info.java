/** The main classes that produce evidence: benchmarks, fault tests, studies and reference vectors. */
package org.metrobed.lab;
