package io.perdura.orchestration;

import java.time.Instant;

/** How an entity starts an orchestration. */
public final class StartOrchestrationOptions {

  private String instanceId;
  private String version;
  private Instant startTime;

  /** The id of the instance; null for a generated one. */
  public StartOrchestrationOptions setInstanceId(String instanceId) {
    this.instanceId = instanceId;
    return this;
  }

  /** Which version of the orchestrator runs it; null for the newest. */
  public StartOrchestrationOptions setVersion(String version) {
    this.version = version;
    return this;
  }

  /** When it begins; null for at once. */
  public StartOrchestrationOptions setStartTime(Instant startTime) {
    this.startTime = startTime;
    return this;
  }

  /** Null for a generated one. */
  public String getInstanceId() {
    return instanceId;
  }

  /** Null for the newest. */
  public String getVersion() {
    return version;
  }

  /** Null for at once. */
  public Instant getStartTime() {
    return startTime;
  }
}
