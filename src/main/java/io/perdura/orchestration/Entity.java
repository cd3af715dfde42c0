package io.perdura.orchestration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an entity function, found when the web application starts; names match without regard to
 * case.
 *
 * <p>A method takes a {@link TaskEntityOperation} and returns the operation's result. A class has a
 * public constructor without parameters, and is a {@link TaskEntity}, a {@link TaskEntityFunction},
 * or any other class: its fields are then the state, as JSON, and its public methods the
 * operations, as {@link TaskEntity} describes them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Entity {

  /** Name of the function; the simple name of the class or method when empty. */
  String value() default "";
}
