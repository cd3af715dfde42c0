package io.perdura.orchestration;

import java.time.Duration;

/** What a {@link RetryHandler} sees of the attempts so far. */
public final class RetryContext {

  private final TaskOrchestrationContext orchestrationContext;
  private final int lastAttemptNumber;
  private final FailureDetails lastFailure;
  private final Duration totalRetryTime;

  /**
   * @param lastAttemptNumber number of the attempt that failed last; the first one is 1
   * @param totalRetryTime time since the first attempt was begun
   */
  public RetryContext(
      TaskOrchestrationContext orchestrationContext,
      int lastAttemptNumber,
      FailureDetails lastFailure,
      Duration totalRetryTime) {
    this.orchestrationContext = orchestrationContext;
    this.lastAttemptNumber = lastAttemptNumber;
    this.lastFailure = lastFailure;
    this.totalRetryTime = totalRetryTime;
  }

  public TaskOrchestrationContext getOrchestrationContext() {
    return orchestrationContext;
  }

  /** Number of the attempt that failed last; the first one is 1. */
  public int getLastAttemptNumber() {
    return lastAttemptNumber;
  }

  /** Why that attempt failed. */
  public FailureDetails getLastFailure() {
    return lastFailure;
  }

  /** Time since the first attempt was begun. */
  public Duration getTotalRetryTime() {
    return totalRetryTime;
  }
}
