/** The grounds of maps: what a bundle says of rivers, streets and districts. Depends on the catalog and {@code http}. */
package org.metrobed.api.ground;
