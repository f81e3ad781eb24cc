package org.metrobed.api.key;

/** A request to revoke a key. It says nothing more; the body is an empty object. */
public record RevokeRequest() {}
