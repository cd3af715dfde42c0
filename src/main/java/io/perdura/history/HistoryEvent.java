package io.perdura.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** One event of an instance's history, named as Durable Task names it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OrchestratorStarted.class, name = "OrchestratorStarted"),
  @JsonSubTypes.Type(value = ExecutionStarted.class, name = "ExecutionStarted"),
  @JsonSubTypes.Type(value = TaskScheduled.class, name = "TaskScheduled"),
  @JsonSubTypes.Type(value = TaskCompleted.class, name = "TaskCompleted"),
  @JsonSubTypes.Type(value = TaskFailed.class, name = "TaskFailed"),
  @JsonSubTypes.Type(value = TimerCreated.class, name = "TimerCreated"),
  @JsonSubTypes.Type(value = TimerFired.class, name = "TimerFired"),
  @JsonSubTypes.Type(
      value = SubOrchestrationInstanceCreated.class,
      name = "SubOrchestrationInstanceCreated"),
  @JsonSubTypes.Type(
      value = SubOrchestrationInstanceCompleted.class,
      name = "SubOrchestrationInstanceCompleted"),
  @JsonSubTypes.Type(
      value = SubOrchestrationInstanceFailed.class,
      name = "SubOrchestrationInstanceFailed"),
  @JsonSubTypes.Type(value = EventSent.class, name = "EventSent"),
  @JsonSubTypes.Type(value = EventRaised.class, name = "EventRaised"),
  @JsonSubTypes.Type(value = ExecutionTerminated.class, name = "ExecutionTerminated"),
  @JsonSubTypes.Type(value = ExecutionSuspended.class, name = "ExecutionSuspended"),
  @JsonSubTypes.Type(value = ExecutionResumed.class, name = "ExecutionResumed"),
  @JsonSubTypes.Type(value = ExecutionRewound.class, name = "ExecutionRewound"),
  @JsonSubTypes.Type(value = ExecutionParked.class, name = "ExecutionParked"),
  @JsonSubTypes.Type(value = ExecutionUnparked.class, name = "ExecutionUnparked"),
  @JsonSubTypes.Type(value = GenericEvent.class, name = "GenericEvent"),
  @JsonSubTypes.Type(value = EntityOperationSignaled.class, name = "EntityOperationSignaled"),
  @JsonSubTypes.Type(value = EntityOperationCalled.class, name = "EntityOperationCalled"),
  @JsonSubTypes.Type(value = EntityOperationCompleted.class, name = "EntityOperationCompleted"),
  @JsonSubTypes.Type(value = EntityOperationFailed.class, name = "EntityOperationFailed"),
  @JsonSubTypes.Type(value = EntityLockRequested.class, name = "EntityLockRequested"),
  @JsonSubTypes.Type(value = EntityLockGranted.class, name = "EntityLockGranted"),
  @JsonSubTypes.Type(value = EntityUnlockSent.class, name = "EntityUnlockSent"),
  @JsonSubTypes.Type(value = ExecutionCompleted.class, name = "ExecutionCompleted"),
})
public sealed interface HistoryEvent
    permits OrchestratorStarted,
        ExecutionStarted,
        TaskScheduled,
        TaskCompleted,
        TaskFailed,
        TimerCreated,
        TimerFired,
        SubOrchestrationInstanceCreated,
        SubOrchestrationInstanceCompleted,
        SubOrchestrationInstanceFailed,
        EventSent,
        EventRaised,
        ExecutionSuspended,
        ExecutionResumed,
        ExecutionRewound,
        ExecutionParked,
        ExecutionUnparked,
        GenericEvent,
        EntityMessage,
        EntityOperationCompleted,
        EntityOperationFailed,
        EntityLockGranted,
        ExecutionTerminated,
        ExecutionCompleted {

  /** When it happened, UTC. */
  Instant timestamp();
}
