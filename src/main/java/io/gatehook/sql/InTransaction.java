package io.gatehook.sql;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs in the caller's transaction if there is one, else in a new one, which is committed when the
 * method returns and rolled back when it throws. Takes the place of the platform's annotation,
 * whose interceptor is not safe for threads here (docs/rationale.md).
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface InTransaction {
  /** Whether it runs in a transaction of its own also where the caller has one. */
  @Nonbinding
  boolean own() default false;
}
