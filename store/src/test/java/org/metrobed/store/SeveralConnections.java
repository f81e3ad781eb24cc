package org.metrobed.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A test that needs several real connections at a time; skipped if the server has only one. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("several-connections")
@DisabledIfSystemProperty(
        named = "metrobed.test.store.connections",
        matches = "1",
        disabledReason = "the server under test has a single connection")
public @interface SeveralConnections {}
