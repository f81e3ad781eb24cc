/** Times with two values, and which of them stands. */
package org.metrobed.api.conflict;
