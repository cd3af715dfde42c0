package io.perdura.orchestration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * How a failed HTTP request is tried again: when there was no answer, or one with a status code
 * that counts as a failure. When no attempt is left, the call fails.
 */
public final class HttpRetryOptions {

  private static final int FIRST_ERROR = 400;

  private final RetryPolicy policy;
  private List<Integer> statusCodesToRetry = List.of();

  /**
   * @param firstRetryInterval pause before the second attempt, longer than zero
   * @param maxNumberOfAttempts all attempts counted, the first one too; at least 1
   */
  @JsonCreator
  public HttpRetryOptions(
      @JsonProperty("firstRetryInterval") Duration firstRetryInterval,
      @JsonProperty("maxNumberOfAttempts") int maxNumberOfAttempts) {
    this.policy = new RetryPolicy(maxNumberOfAttempts, firstRetryInterval);
  }

  /** Pauses and attempts as a policy. */
  public RetryPolicy toRetryPolicy() {
    return policy;
  }

  /** Whether a response with this status is a failure to be tried again. */
  public boolean isRetried(int statusCode) {
    return statusCodesToRetry.isEmpty()
        ? statusCode >= FIRST_ERROR
        : statusCodesToRetry.contains(statusCode);
  }

  public Duration getFirstRetryInterval() {
    return policy.getFirstRetryInterval();
  }

  public int getMaxNumberOfAttempts() {
    return policy.getMaxNumberOfAttempts();
  }

  public double getBackoffCoefficient() {
    return policy.getBackoffCoefficient();
  }

  /**
   * @param backoffCoefficient what each pause is multiplied by to give the next one; at least 1
   */
  public void setBackoffCoefficient(double backoffCoefficient) {
    policy.setBackoffCoefficient(backoffCoefficient);
  }

  /** Null or zero when there is no limit. */
  public Duration getMaxRetryInterval() {
    return policy.getMaxRetryInterval();
  }

  /**
   * @param maxRetryInterval the longest pause; null or zero for no limit
   */
  public void setMaxRetryInterval(Duration maxRetryInterval) {
    policy.setMaxRetryInterval(maxRetryInterval);
  }

  /** Null or zero when there is no limit. */
  public Duration getRetryTimeout() {
    return policy.getRetryTimeout();
  }

  /**
   * @param retryTimeout no attempt is begun once so much time has passed; null or zero for no limit
   */
  public void setRetryTimeout(Duration retryTimeout) {
    policy.setRetryTimeout(retryTimeout);
  }

  /** Empty when every code from 400 on is retried. */
  public List<Integer> getStatusCodesToRetry() {
    return statusCodesToRetry;
  }

  /**
   * @param statusCodesToRetry null or empty for every code from 400 on
   */
  public void setStatusCodesToRetry(List<Integer> statusCodesToRetry) {
    this.statusCodesToRetry =
        statusCodesToRetry == null ? List.of() : List.copyOf(statusCodesToRetry);
  }
}
