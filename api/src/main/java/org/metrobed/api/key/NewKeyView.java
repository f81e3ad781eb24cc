package org.metrobed.api.key;

import org.metrobed.api.http.Doc;

/** A new key. */
public record NewKeyView(
        @Doc("the key itself, which is shown this once and stored nowhere")
        String key,

        @Doc("what is stored of it") KeyView stored) {}
