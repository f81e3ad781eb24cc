package org.metrobed.api.annotation;

import org.metrobed.api.http.Doc;

/** A request to undo an annotation. Null means absent. */
public record UndoRequest(
        @Doc("the reason, for other people to read") String reason,
        @Doc("the author") String author) {}
