/** When each gateway and thing was last heard: updating and listing in the database. */
package org.metrobed.store.liveness;
