package org.metrobed.store.write;

/** How a session appends. */
public enum WriteMode {
    /** Binary COPY; a batch that collides with stored rows is written again with arrays. */
    COPY,
    /** Always unnested arrays with ON CONFLICT, for servers without COPY; costs 2 to 3 times as much. */
    UNNEST
}
