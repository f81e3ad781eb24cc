/** The operator's page: static files from the class path that load nothing from other servers. */
package org.metrobed.api.page;
