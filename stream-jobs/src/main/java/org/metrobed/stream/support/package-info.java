/** Shared by all topologies: versioned serializers, timers. No decision about data is made here. */
package org.metrobed.stream.support;
