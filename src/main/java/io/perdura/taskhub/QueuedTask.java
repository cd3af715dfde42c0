package io.perdura.taskhub;

import io.perdura.history.TaskScheduled;

/**
 * An activity that any node may run.
 *
 * @param instanceKey the run that called it
 * @param partition partition of that instance
 */
public record QueuedTask(long instanceKey, int partition, String instanceId, TaskScheduled task) {

  /** An activity that this run called. */
  public static QueuedTask of(InstanceRow run, TaskScheduled task) {
    return new QueuedTask(run.key(), run.partition(), run.instanceId(), task);
  }
}
