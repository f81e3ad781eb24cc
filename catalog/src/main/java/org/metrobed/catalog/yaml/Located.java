package org.metrobed.catalog.yaml;

/** A value with the field that it was read from, for problems found later. */
public record Located<T>(T value, Field field) {}
