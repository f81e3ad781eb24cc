package org.metrobed.api.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field of a view means, with its unit; the OpenAPI document shows it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {
    /** The meaning in a phrase. */
    String value();

    /** Whether only some answers have it. */
    boolean optional() default false;

    /** Of a map: the names of the fields that its entries become, a regular expression; empty where it stays a map. */
    String spread() default "";
}
