package org.metrobed.store.write;

/** How a session appends. */
public enum WriteMode {
    /** Binary COPY; a batch that collides with stored rows is written again the other way. */
    COPY,
    /** Always unnested arrays with ON CONFLICT, for servers without COPY; 2 to 3 times the cost. */
    UNNEST
}
