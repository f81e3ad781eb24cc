package org.metrobed.api.annotation;

import org.metrobed.api.http.Doc;

/** A request to undo an annotation. Null means absent. */
public record UndoRequest(
        @Doc("why, in words that others will read") String reason,
        @Doc("who says so") String author) {}
