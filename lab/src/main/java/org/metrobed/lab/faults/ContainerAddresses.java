package org.metrobed.lab.faults;

import org.metrobed.store.DatabaseConfig;

/**
 * The addresses of a running deployment, as seen from this machine. Immutable.
 *
 * @param mqtt address of the MQTT broker
 * @param kafka bootstrap address of Kafka
 * @param database the database of the results
 * @param api address of the API
 */
public record ContainerAddresses(String mqtt, String kafka, DatabaseConfig database, String api) {}
