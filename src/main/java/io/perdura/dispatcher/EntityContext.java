package io.perdura.dispatcher;

import io.perdura.history.EntityOperationSignaled;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryEvent;
import io.perdura.orchestration.DataConverter;
import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.InstanceIdRules;
import io.perdura.orchestration.SignalEntityOptions;
import io.perdura.orchestration.StartOrchestrationOptions;
import io.perdura.orchestration.TaskEntityContext;
import io.perdura.orchestration.TimeRules;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The context of one operation: gathers what it sends. */
final class EntityContext implements TaskEntityContext {

  private final EntityInstanceId id;
  private final TaskHub hub;
  private final FunctionRegistry functions;
  private final DataConverter converter;
  private final Clock clock;
  private final Supplier<String> instanceIds;
  private final List<InboxMessage> messages = new ArrayList<>();

  EntityContext(
      EntityInstanceId id,
      TaskHub hub,
      FunctionRegistry functions,
      DataConverter converter,
      Clock clock,
      Supplier<String> instanceIds) {
    this.id = id;
    this.hub = hub;
    this.functions = functions;
    this.converter = converter;
    this.clock = clock;
    this.instanceIds = instanceIds;
  }

  List<InboxMessage> messages() {
    return messages;
  }

  @Override
  public EntityInstanceId getId() {
    return id;
  }

  @Override
  public void signalEntity(
      EntityInstanceId entityId, String operationName, Object input, SignalEntityOptions options) {
    Objects.requireNonNull(operationName, "the operation's name");
    Instant now = now();
    Instant scheduledTime =
        TimeRules.later(options == null ? null : options.getScheduledTime(), now);
    send(
        entityId.toAddress(),
        new EntityOperationSignaled(now, operationName, converter.serialize(input), scheduledTime));
  }

  @Override
  public String startNewOrchestration(
      String name, Object input, StartOrchestrationOptions options) {
    Objects.requireNonNull(name, "the orchestration's name");
    StartOrchestrationOptions how = options == null ? new StartOrchestrationOptions() : options;
    String instanceId = how.getInstanceId() == null ? instanceIds.get() : how.getInstanceId();
    InstanceIdRules.violation(instanceId)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(rule);
            });
    String version = how.getVersion() == null ? functions.latestVersion(name) : how.getVersion();
    Instant now = now();
    send(
        instanceId,
        new ExecutionStarted(
            now,
            name,
            converter.serialize(input),
            version,
            null,
            null,
            TimeRules.later(how.getStartTime(), now),
            null));
    return instanceId;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void send(String receiverId, HistoryEvent event) {
    messages.add(InboxMessage.toId(receiverId, hub.partitionOf(receiverId), event));
  }
}
