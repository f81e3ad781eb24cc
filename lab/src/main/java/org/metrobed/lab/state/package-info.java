/** What the pipeline remembers of many datastreams: heap and checkpoints. */
package org.metrobed.lab.state;
