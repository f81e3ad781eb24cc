/** Plumbing that every topology shares: serializers with a version. No decision about data is made here. */
package org.metrobed.stream.support;
