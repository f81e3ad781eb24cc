package org.metrobed.api.annotation;

import org.metrobed.api.http.Doc;

/** A requested annotation. Null means absent. */
public record AnnotationRequest(
        @Doc("testbed/thing/property") String datastream,

        @Doc("phenomenon time, ISO 8601 and half-open, such as FROM/TO or FROM/PT2H; at most 366 days")
        String datetime,

        @Doc("time zone of dates and of times without an offset, such as Europe/Paris; UTC when left out")
        String tz,

        @Doc("bad: readings fail and keep their value; offset: value is added; scale: they are multiplied by value")
        String kind,

        @Doc("the offset in the datastream's unit, or the factor, not 0; none for bad")
        Double value,

        @Doc("the reason, for other people to read") String reason,
        @Doc("the author") String author) {}
