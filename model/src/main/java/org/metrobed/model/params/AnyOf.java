package org.metrobed.model.params;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A rule of a record of parameters: at least one of these must be stated. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AnyOf {

    /** The names of the parameters. */
    String[] value();

    /** Whether exactly one must be stated. */
    boolean onlyOne() default false;
}
