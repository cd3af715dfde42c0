package io.perdura.client;

import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceRow;
import java.time.Instant;
import java.util.Map;

/** The status of an orchestration instance at one moment. */
public final class OrchestrationMetadata {

  private final InstanceRow row;
  private final DataConverter converter;

  OrchestrationMetadata(InstanceRow row, DataConverter converter) {
    this.row = row;
    this.converter = converter;
  }

  /** Orchestrator name as given at start. */
  public String getName() {
    return row.name();
  }

  public String getInstanceId() {
    return row.instanceId();
  }

  public OrchestrationRuntimeStatus getRuntimeStatus() {
    return row.status();
  }

  /** When the start was accepted. */
  public Instant getCreatedAt() {
    return row.createdTime();
  }

  /** Time of the last persisted change. */
  public Instant getLastUpdatedAt() {
    return row.lastUpdatedTime();
  }

  /** JSON text, or null when there was no input. */
  public String getSerializedInput() {
    return row.input();
  }

  /** JSON text, or null when the instance has no output (yet). */
  public String getSerializedOutput() {
    return row.output();
  }

  /** JSON text, or null when unset. */
  public String getSerializedCustomStatus() {
    return row.customStatus();
  }

  /**
   * Why the engine cannot go on with the instance for now, for example because its function is not
   * deployed; null when nothing is wrong.
   */
  public String getWaitingReason() {
    return row.waitingReason();
  }

  /** The tags given at start; empty when there were none. */
  public Map<String, String> getTags() {
    return row.tags();
  }

  /** Which version of the orchestrator runs it, or null. */
  public String getVersion() {
    return row.version();
  }

  /** Whether its status is Running; one that is Pending or Suspended is live, but not running. */
  public boolean isRunning() {
    return row.status() == OrchestrationRuntimeStatus.RUNNING;
  }

  /** Whether the instance has finished, in whatever way. */
  public boolean isCompleted() {
    return row.status().isTerminal();
  }

  /**
   * The input; null when there was none.
   *
   * @throws DataConverter.DataConverterException when it cannot be read as {@code type}
   */
  public <T> T readInputAs(Class<T> type) {
    return converter.deserialize(row.input(), type);
  }

  /**
   * The output; null when there is none (yet).
   *
   * @throws DataConverter.DataConverterException when it cannot be read as {@code type}
   */
  public <T> T readOutputAs(Class<T> type) {
    return converter.deserialize(row.output(), type);
  }

  /**
   * The custom status; null when unset.
   *
   * @throws DataConverter.DataConverterException when it cannot be read as {@code type}
   */
  public <T> T readCustomStatusAs(Class<T> type) {
    return converter.deserialize(row.customStatus(), type);
  }

  long key() {
    return row.key();
  }
}
