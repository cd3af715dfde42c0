package io.perdura.orchestration;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What is kept of an author's exception.
 *
 * @param errorType fully qualified class name of the exception
 * @param errorMessage its message, empty when it had none
 * @param stackTrace its stack as text, or null
 * @param innerFailure its cause, or null
 */
public record FailureDetails(
    String errorType, String errorMessage, String stackTrace, FailureDetails innerFailure) {

  private static final int MAX_CAUSES = 10;

  /** Characters kept; a message or a stack longer than this helps nobody and fills the database. */
  private static final int MAX_MESSAGE = 32_000;

  private static final int MAX_STACK = 128_000;

  /**
   * The details of {@code failure} and of up to ten of its causes; of a longer chain the last one
   * is kept besides the first ones, because it tells what happened. Texts of extreme length are cut
   * off.
   */
  public static FailureDetails of(Throwable failure) {
    return of(failure, MAX_CAUSES);
  }

  private static FailureDetails of(Throwable failure, int causesLeft) {
    try {
      StringWriter stack = new StringWriter();
      failure.printStackTrace(new PrintWriter(stack));
      return new FailureDetails(
          failure.getClass().getName(),
          failure.getMessage() == null ? "" : cut(failure.getMessage(), MAX_MESSAGE),
          cut(stack.toString(), MAX_STACK),
          inner(failure, causesLeft));
    } catch (Throwable e) {
      // the author's own getMessage or toString
      String message = "The exception cannot be described: " + e.getClass().getName();
      return new FailureDetails(failure.getClass().getName(), message, null, null);
    }
  }

  private static String cut(String text, int most) {
    return text.length() <= most
        ? text
        : "%s… (cut off; %d characters)".formatted(text.substring(0, most), text.length());
  }

  private static FailureDetails inner(Throwable failure, int causesLeft) {
    if (failure instanceof TaskFailedException taskFailed) {
      return taskFailed.getErrorDetails().asCause(causesLeft);
    } else if (failure instanceof EntityOperationFailedException operationFailed) {
      return operationFailed.getFailureDetails().asCause(causesLeft);
    }
    Throwable cause = causesLeft > 0 ? failure.getCause() : null;
    return cause == null ? null : of(cause, causesLeft - 1);
  }

  /** Stacks of failures that only pass on others tell nothing. */
  private FailureDetails asCause(int levelsLeft) {
    if (levelsLeft <= 1 && innerFailure != null) {
      return innerFailure.asCause(levelsLeft);
    }
    boolean passesOn = TaskFailedException.class.getName().equals(errorType);
    return new FailureDetails(
        errorType,
        errorMessage,
        passesOn ? null : stackTrace,
        innerFailure == null ? null : innerFailure.asCause(levelsLeft - 1));
  }

  /** Fully qualified class name of the exception. */
  public String getErrorType() {
    return errorType;
  }

  /** Empty when the exception had none. */
  public String getErrorMessage() {
    return errorMessage;
  }

  /** Null when there is none. */
  public String getStackTrace() {
    return stackTrace;
  }

  /** Null when there is none. */
  public FailureDetails getInnerFailure() {
    return innerFailure;
  }

  /**
   * Whether the exception was of this class or of one below it; the latter is known only while the
   * exception's class is deployed.
   */
  public boolean isCausedBy(Class<? extends Throwable> exceptionClass) {
    return exceptionClass.getName().equals(errorType) || isBelow(exceptionClass);
  }

  private boolean isBelow(Class<?> exceptionClass) {
    try {
      ClassLoader own = exceptionClass.getClassLoader();
      // that of a class of the Java runtime knows no others
      ClassLoader functions = own == null ? FailureDetails.class.getClassLoader() : own;
      return exceptionClass.isAssignableFrom(Class.forName(errorType, false, functions));
    } catch (ClassNotFoundException | LinkageError notDeployed) {
      return false;
    }
  }
}
