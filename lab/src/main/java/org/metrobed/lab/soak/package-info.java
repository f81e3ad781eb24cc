/** A long steady load: memory, restarts and growth on disk. */
package org.metrobed.lab.soak;
