package io.perdura.orchestration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@link TaskEntity} with a public constructor without parameters as an entity function,
 * found when the web application starts. Names match without regard to case.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Entity {

  /** Name of the function; the simple name of the class when empty. */
  String value() default "";
}
