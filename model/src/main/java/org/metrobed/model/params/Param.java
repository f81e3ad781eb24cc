package org.metrobed.model.params;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one component of a record of parameters; {@link ParamSpec} reads it once. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {

    /** Its number in bytes, from 1 up and unique in the record; that of a removed parameter is never used again. */
    int tag();

    /** Its name in bundles, API and documents, in kebab-case; empty for a component that is carried in bytes alone. */
    String name() default "";

    /** What it means: the rest of a sentence, without a full stop. */
    String doc() default "";

    /** What its number counts. */
    Unit unit() default Unit.NONE;

    /** The value of a bundle that says nothing, as a bundle would write it. A parameter without one is needed unless optional. */
    String or() default "";

    /** Whether it may be left out and then is nothing: NaN, a duration that is infinite or, in milliseconds, 0, null, or an empty list. */
    boolean optional() default false;

    /** The word for nothing in API and documents; empty for the usual one. */
    String none() default "";

    /** The least value, as a bundle would write it; empty for the least of its kind. A list: the fewest items. */
    String min() default "";

    /** The largest value, as a bundle would write it; empty for the largest of its kind. A list: the most items. */
    String max() default "";

    /** Whether a number must be above 0. */
    boolean positive() default false;

    /** Whether both ends of a span may be one number. */
    boolean point() default false;

    /** Of a list of pairs (a word, a span): whether a bundle writes each as a key of its own, {@code hour: [0, 5]}. */
    boolean inline() default false;

    /** The parameter beside which alone it is known. */
    String beside() default "";

    /** Words of the enum that a bundle cannot write. */
    String[] without() default {};
}
