package org.metrobed.api.unbound;

import java.time.Instant;
import org.metrobed.api.http.Doc;

/** A field of payloads that a binding ignores. */
public record IgnoredFieldView(
        @Doc("testbed/binding") String binding,

        @Doc("the field, as the payload or the topic names it")
        String field,

        @Doc("number of messages that have it, of the newest 20,000 records of each partition of the raw log")
        long messages,

        @Doc("whether the binding lists it as none; else it is ignored because of others: ignore")
        boolean listed,

        @Doc("received time of the last one") Instant last) {}
