/**
 * Hourly products: values computed from the last hours of a datastream. A derived reading is cleaned like any other.
 */
package org.metrobed.stream.product;
