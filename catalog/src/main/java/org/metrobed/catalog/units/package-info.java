/** Units by their UCUM codes, their conversion, and gases between mass and share of molecules. */
package org.metrobed.catalog.units;
