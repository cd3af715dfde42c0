package io.perdura.orchestration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an activity function, found when the web application starts. Names match without regard to
 * case. It is either
 *
 * <ul>
 *   <li>a {@link TaskActivity} with a public constructor without parameters, or
 *   <li>a public method. A parameter of type {@link TaskActivityContext} receives the context; one
 *       other parameter may receive the input, read from JSON as the declared type, type arguments
 *       included. What the method returns is stored as JSON. Unless it is static, it is called on a
 *       new object each time, which needs a public constructor without parameters.
 * </ul>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Activity {

  /** Name of the function; the simple name of the class or the method's name when empty. */
  String value() default "";
}
