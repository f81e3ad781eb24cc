package org.metrobed.model.params;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one component of a record of parameters; {@link ParamSpec} reads it once. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {

    /** Its tag in bytes, from 1 up and unique in the record; the tag of a removed parameter is never used again. */
    int tag();

    /** Its name in bundles, API and documents, in kebab-case; empty for a component that is only in bytes. */
    String name() default "";

    /** Its older names in bundles: they are read with a warning, and documents do not have them. */
    String[] aliases() default {};

    /** Its meaning: the rest of a sentence, without a full stop. */
    String doc() default "";

    /** The unit of its number. */
    Unit unit() default Unit.NONE;

    /**
     * The default value, as a bundle would write it. A parameter without a default is required unless it is optional.
     */
    String or() default "";

    /**
     * Whether it may be left out. It is then absent: NaN, an infinite duration, a duration of 0 in milliseconds, null,
     * or an empty list.
     */
    boolean optional() default false;

    /** The word for an absent value in API and documents; empty for the usual word. */
    String none() default "";

    /** The least value, as a bundle would write it; empty for the least of its kind. For a list: the fewest items. */
    String min() default "";

    /** The largest value, as a bundle would write it; empty for the largest of its kind. For a list: the most items. */
    String max() default "";

    /** Whether a number must be above 0. */
    boolean positive() default false;

    /** Whether both ends of a span may be equal. */
    boolean point() default false;

    /** For a list of pairs (a word, a span): whether a bundle writes each as a key of its own, {@code hour: [0, 5]}. */
    boolean inline() default false;

    /** For a list of pairs (a text, a number): whether a bundle writes it as a map, {@code {closed: 0, open: 1}}. */
    boolean keyed() default false;

    /** The parameter without which this one is not allowed. */
    String beside() default "";

    /** Words of the enum that a bundle cannot write. */
    String[] without() default {};
}
