package io.perdura.orchestration;

/** How a task is tried again when it fails. */
public final class TaskOptions {

  private final RetryPolicy retryPolicy;
  private final RetryHandler retryHandler;

  /** Tries again as long as both agree, after the pauses of the policy. Either may be null. */
  public TaskOptions(RetryPolicy retryPolicy, RetryHandler retryHandler) {
    this.retryPolicy = retryPolicy;
    this.retryHandler = retryHandler;
  }

  /** Tries again as often, and after such pauses, as the policy says. */
  public TaskOptions(RetryPolicy retryPolicy) {
    this(retryPolicy, null);
  }

  /** Tries again, without a pause of its own, as long as the handler says so. */
  public TaskOptions(RetryHandler retryHandler) {
    this(null, retryHandler);
  }

  /** Null when there is none. */
  public RetryPolicy getRetryPolicy() {
    return retryPolicy;
  }

  /** Null when there is none. */
  public RetryHandler getRetryHandler() {
    return retryHandler;
  }
}
