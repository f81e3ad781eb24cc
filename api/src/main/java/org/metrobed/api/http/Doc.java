package org.metrobed.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The meaning of a field of a view, with its unit; shown in the OpenAPI document. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {
    /** The unit of the values of a datastream. */
    String OF_DATASTREAM = "datastream";

    /** The meaning as a phrase. */
    String value();

    /** UCUM unit of its values, {@link #OF_DATASTREAM} or empty. */
    String unit() default "";

    /** Whether only some answers have it. */
    boolean optional() default false;

    /** Whether it can be null; boxed numbers and times always can. */
    boolean nullable() default false;

    /** For a map: a regular expression of the names of the fields that its entries become; empty if it stays a map. */
    String spread() default "";
}
