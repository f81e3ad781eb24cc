/** The landing page of the API: what there is to read, and where. */
package org.metrobed.api.landing;
