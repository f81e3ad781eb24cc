/**
 * The catalog topic on Kafka: follows it and publishes to it. The catalog module parses the files; other packages of
 * the API see only the resulting {@link org.metrobed.catalog.Catalog}.
 */
package org.metrobed.api.catalog;
