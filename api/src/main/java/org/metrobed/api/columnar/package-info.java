/** Tables by column: Arrow streams and Parquet files. No HTTP. */
package org.metrobed.api.columnar;
