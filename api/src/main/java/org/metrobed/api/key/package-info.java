/** Keys of readers: admins make, list and revoke them. */
package org.metrobed.api.key;
