/** The operator's page: static files from the class path, no request to anywhere else. */
package org.metrobed.api.page;
