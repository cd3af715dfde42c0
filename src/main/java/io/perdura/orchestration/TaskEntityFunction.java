package io.perdura.orchestration;

/** An entity function in its most general form: it carries out whatever operation it is given. */
@FunctionalInterface
public interface TaskEntityFunction {

  /**
   * Carries out an operation. When it throws, nothing remains of what it did to the state, and
   * nothing that it asked its context for happens.
   *
   * @return the operation's result, kept as JSON; may be null
   */
  Object run(TaskEntityOperation operation) throws Exception;
}
