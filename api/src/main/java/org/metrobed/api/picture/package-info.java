/** Pictures of series as SVG, drawn without a library and without fonts of the server. Knows neither HTTP nor the store. */
package org.metrobed.api.picture;
