package io.perdura.orchestration;

import java.time.Instant;

/** How an orchestration is started. */
public final class NewOrchestrationInstanceOptions {

  private String instanceId;
  private Instant startTime;

  /** The id of the instance; null for a generated one. */
  public NewOrchestrationInstanceOptions setInstanceId(String instanceId) {
    this.instanceId = instanceId;
    return this;
  }

  /** When it begins; null for at once. */
  public NewOrchestrationInstanceOptions setStartTime(Instant startTime) {
    this.startTime = startTime;
    return this;
  }

  public String getInstanceId() {
    return instanceId;
  }

  public Instant getStartTime() {
    return startTime;
  }
}
