package io.perdura.orchestration;

import java.time.Duration;

/**
 * How often, and after which pauses, a failed task is tried again. The pauses are durable timers.
 */
public final class RetryPolicy {

  private int maxNumberOfAttempts;
  private Duration firstRetryInterval;
  private double backoffCoefficient = 1.0;
  private Duration maxRetryInterval = Duration.ZERO;
  private Duration retryTimeout = Duration.ZERO;

  /**
   * @param maxNumberOfAttempts all attempts counted, the first one too; at least 1
   * @param firstRetryInterval pause before the second attempt, longer than zero
   */
  public RetryPolicy(int maxNumberOfAttempts, Duration firstRetryInterval) {
    setMaxNumberOfAttempts(maxNumberOfAttempts);
    setFirstRetryInterval(firstRetryInterval);
  }

  /**
   * @param maxNumberOfAttempts all attempts counted, the first one too; at least 1
   */
  public RetryPolicy setMaxNumberOfAttempts(int maxNumberOfAttempts) {
    require(maxNumberOfAttempts > 0, "maxNumberOfAttempts must be greater than zero");
    this.maxNumberOfAttempts = maxNumberOfAttempts;
    return this;
  }

  /**
   * @param firstRetryInterval pause before the second attempt, longer than zero
   */
  public RetryPolicy setFirstRetryInterval(Duration firstRetryInterval) {
    require(
        firstRetryInterval != null
            && !firstRetryInterval.isZero()
            && !firstRetryInterval.isNegative(),
        "firstRetryInterval must be greater than zero");
    this.firstRetryInterval = firstRetryInterval;
    return this;
  }

  /**
   * @param backoffCoefficient what each pause is multiplied by to give the next one; at least 1
   */
  public RetryPolicy setBackoffCoefficient(double backoffCoefficient) {
    require(
        backoffCoefficient >= 1.0 && Double.isFinite(backoffCoefficient),
        "backoffCoefficient must be a number from 1.0 on");
    this.backoffCoefficient = backoffCoefficient;
    return this;
  }

  /**
   * @param maxRetryInterval the longest pause; null or zero for no limit
   */
  public RetryPolicy setMaxRetryInterval(Duration maxRetryInterval) {
    this.maxRetryInterval = checkedLimit(maxRetryInterval, "maxRetryInterval");
    return this;
  }

  /**
   * @param retryTimeout no attempt is begun once so much time has passed since the first one; null
   *     or zero for no limit
   */
  public RetryPolicy setRetryTimeout(Duration retryTimeout) {
    this.retryTimeout = checkedLimit(retryTimeout, "retryTimeout");
    return this;
  }

  private Duration checkedLimit(Duration limit, String name) {
    require(
        limit == null || limit.isZero() || limit.compareTo(firstRetryInterval) >= 0,
        name + " must not be shorter than firstRetryInterval");
    return limit;
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }

  public int getMaxNumberOfAttempts() {
    return maxNumberOfAttempts;
  }

  public Duration getFirstRetryInterval() {
    return firstRetryInterval;
  }

  public double getBackoffCoefficient() {
    return backoffCoefficient;
  }

  /** Null or zero when there is no limit. */
  public Duration getMaxRetryInterval() {
    return maxRetryInterval;
  }

  /** Null or zero when there is no limit. */
  public Duration getRetryTimeout() {
    return retryTimeout;
  }
}
