package org.metrobed.lab.faults;

import org.metrobed.store.DatabaseConfig;

/**
 * The addresses of a running deployment, as seen from this machine. Immutable.
 *
 * @param mqtt address of the MQTT broker
 * @param kafka bootstrap address of Kafka
 * @param database the database of the results
 * @param api address of the API
 * @param ca PEM file of the certificates to trust if the API has TLS; empty: those of the JVM
 */
public record ContainerAddresses(String mqtt, String kafka, DatabaseConfig database, String api, String ca) {}
