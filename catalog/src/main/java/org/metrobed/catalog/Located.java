package org.metrobed.catalog;

/** A value with the field that it was read from, for problems found later. */
record Located<T>(T value, Field field) {}
