package io.perdura.http;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.PurgeRow;
import java.util.List;

/**
 * The state of a background purge: how far it is, and what it was asked to delete.
 *
 * @param state Running, Completed, Canceled or Failed
 * @param name name of the function, or null for all
 * @param requestedTime when it was asked for
 * @param lastUpdatedTime when it last deleted something, or ended
 */
record BackgroundPurgeView(
    String id,
    String state,
    long instancesDeleted,
    String createdTimeFrom,
    String createdTimeTo,
    List<String> runtimeStatus,
    List<String> instanceIdPrefix,
    String name,
    String requestedTime,
    String lastUpdatedTime) {

  static BackgroundPurgeView of(PurgeRow purge) {
    InstanceFilter filter = purge.filter();
    return new BackgroundPurgeView(
        String.valueOf(purge.id()),
        purge.state().wireName(),
        purge.instancesDeleted(),
        Timestamps.exact(filter.createdTimeFrom()),
        Timestamps.exact(filter.createdTimeTo()),
        filter.statuses().stream().sorted().map(OrchestrationRuntimeStatus::wireName).toList(),
        filter.idPrefixes(),
        filter.name(),
        Timestamps.wholeSeconds(purge.requestedTime()),
        Timestamps.wholeSeconds(purge.lastUpdatedTime()));
  }
}
