package io.perdura.client;

import io.perdura.orchestration.DataConverter;
import io.perdura.taskhub.ConflictPolicy;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How a new instance is to be started; all of it may be left out. */
public final class NewOrchestrationInstanceOptions {

  private String instanceId;
  private String version;
  private Object input;
  private String serializedInput;
  private Instant startTime;
  private ConflictPolicy conflictPolicy = ConflictPolicy.REPLACE_FINISHED;
  private final Map<String, String> tags = new LinkedHashMap<>();

  /** An id of the caller's choice; null for a generated one of 32 lower-case hex digits. */
  public NewOrchestrationInstanceOptions setInstanceId(String instanceId) {
    this.instanceId = instanceId;
    return this;
  }

  /** Which version of the orchestrator runs the instance; null for the newest. */
  public NewOrchestrationInstanceOptions setVersion(String version) {
    this.version = version;
    return this;
  }

  /** The input, to be stored as JSON; null for none. */
  public NewOrchestrationInstanceOptions setInput(Object input) {
    this.input = input;
    this.serializedInput = null;
    return this;
  }

  /** The input as JSON text, in place of {@link #setInput}; null for none. */
  public NewOrchestrationInstanceOptions setSerializedInput(String json) {
    this.serializedInput = json;
    this.input = null;
    return this;
  }

  /** The instance stays Pending until then; null, or a time that has passed, for now. */
  public NewOrchestrationInstanceOptions setStartTime(Instant startTime) {
    this.startTime = startTime;
    return this;
  }

  /** A tag to be shown with the instance, in addition to those given before. */
  public NewOrchestrationInstanceOptions setTag(String name, String value) {
    tags.put(
        Objects.requireNonNull(name, "the tag's name"),
        Objects.requireNonNull(value, "the tag's value"));
    return this;
  }

  /** Tags to be shown with the instance, in addition to those given before. */
  public NewOrchestrationInstanceOptions setTags(Map<String, String> tags) {
    tags.forEach(this::setTag);
    return this;
  }

  /** What to do when an instance has the id; without it a finished one is replaced. */
  public NewOrchestrationInstanceOptions setConflictPolicy(ConflictPolicy conflictPolicy) {
    this.conflictPolicy = conflictPolicy;
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

  /** Null for none, and when the input was given as JSON text. */
  public Object getInput() {
    return input;
  }

  /** Null for now. */
  public Instant getStartTime() {
    return startTime;
  }

  /** In the order they were given. */
  public Map<String, String> getTags() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** What is done when an instance has the id. */
  public ConflictPolicy getConflictPolicy() {
    return conflictPolicy;
  }

  String json(DataConverter converter) {
    return serializedInput == null ? converter.serialize(input) : serializedInput;
  }
}
