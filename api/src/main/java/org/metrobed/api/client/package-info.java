/** Files with which researchers read the API from their own programs. */
package org.metrobed.api.client;
