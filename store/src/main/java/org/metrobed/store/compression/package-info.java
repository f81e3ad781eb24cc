/** When TimescaleDB compresses chunks. Depends on the root package. */
package org.metrobed.store.compression;
