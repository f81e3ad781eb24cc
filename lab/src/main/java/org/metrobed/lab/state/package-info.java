/** Measures the pipeline's state of many datastreams: heap and checkpoints. */
package org.metrobed.lab.state;
