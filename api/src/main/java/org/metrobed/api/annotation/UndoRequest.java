package org.metrobed.api.annotation;

import org.metrobed.api.http.Doc;

/** The undoing of an annotation. Null is as not given. */
public record UndoRequest(
        @Doc("why, in words that others will read") String reason,
        @Doc("who says so") String author) {}
