package io.perdura.dispatcher;

import io.perdura.dao.DatabaseException;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.QueuedTask;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a partition's new owner does first: it starts again the activities whose results were lost
 * with the last one, and looks at instances that have something to do though nothing comes for
 * them.
 */
final class Recovery {

  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final HubServices services;
  private final PartitionRow partition;
  private final InstanceCache cache;
  private final Agenda agenda;
  private final Consumer<QueuedTask> activities;

  /**
   * @param activities starts an activity on this node
   */
  Recovery(
      HubServices services,
      PartitionRow partition,
      InstanceCache cache,
      Agenda agenda,
      Consumer<QueuedTask> activities) {
    this.services = services;
    this.partition = partition;
    this.cache = cache;
    this.agenda = agenda;
    this.activities = activities;
  }

  /**
   * @throws DatabaseException when the database cannot be read; nothing is lost by another try
   */
  void run() {
    Set<QueuedTask> queued = services.loader().findQueued(partition.id());
    List<InstanceRow> rows = services.loader().findInFlight(partition.id());
    for (List<InstanceRow> chunk : InstanceLoader.chunks(rows)) {
      recover(chunk, queued);
      cache.evict(System.nanoTime());
    }
  }

  /** An instance whose history cannot be read must not keep the others waiting. */
  private void recover(List<InstanceRow> rows, Set<QueuedTask> queued) {
    try {
      services.loader().withHistories(rows).forEach(instance -> resume(instance, queued));
    } catch (DatabaseException e) {
      throw e;
    } catch (RuntimeException e) {
      if (rows.size() > 1) {
        rows.forEach(row -> recover(List.of(row), queued));
      } else {
        log.error("The history of instance '{}' cannot be read", rows.get(0).instanceId(), e);
      }
    }
  }

  private void resume(ActiveInstance instance, Set<QueuedTask> queued) {
    instance.used(System.nanoTime());
    cache.add(instance);
    InstanceRow row = instance.row();
    instance.openTasks().stream()
        .map(task -> QueuedTask.of(row, task))
        .filter(call -> !queued.contains(call))
        .forEach(activities);
    if (instance.isToGoOn()) {
      agenda.add(new Delivery.GoOn(row.key()));
    }
  }
}
