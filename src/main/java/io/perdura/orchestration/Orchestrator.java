package io.perdura.orchestration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an orchestrator function, found when the web application starts. Names match without regard
 * to case. It is either
 *
 * <ul>
 *   <li>a {@link TaskOrchestration} with a public constructor without parameters, or
 *   <li>a public method with one parameter, a {@link TaskOrchestrationContext}. What it returns
 *       becomes the output. Unless it is static, each execution calls it on a new object, which
 *       needs a public constructor without parameters.
 * </ul>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Orchestrator {

  /** Name of the function; the simple name of the class or the method's name when empty. */
  String value() default "";

  /**
   * Version of the function; several of one name can be deployed together. An instance stays with
   * the version it was started with. A start that names none gets the newest: numbers in versions
   * are compared by value and all else as text without regard to case, so 1.10 is newer than 1.9,
   * 1.9.1 newer than 1.9, and 2.0-rc older than 2.0.
   *
   * <p>A function without version serves the instances that have none, and every version that has
   * no function of its own.
   */
  String version() default "";
}
