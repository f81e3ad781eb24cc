package org.metrobed.catalog;

/** A value together with the field that it was read from, for complaints that come later. */
record Located<T>(T value, Field field) {}
