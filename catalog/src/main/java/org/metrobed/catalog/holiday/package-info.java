/** Public holidays of countries and regions, by the library Jollyday; only this package knows it. */
package org.metrobed.catalog.holiday;
