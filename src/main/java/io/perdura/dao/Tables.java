package io.perdura.dao;

import io.perdura.history.EntityUnlockSent;
import io.perdura.history.ExecutionStarted;
import io.perdura.history.HistoryJson;
import io.perdura.history.ParentInstance;
import io.perdura.taskhub.ChangedRun;
import io.perdura.taskhub.EntityLock;
import io.perdura.taskhub.EntityRow;
import io.perdura.taskhub.InboxMessage;
import io.perdura.taskhub.InstanceRow;
import io.perdura.taskhub.PartitionRow;
import io.perdura.taskhub.TaskHub;
import java.util.Collection;
import java.util.List;

/** The DAOs of a database. Stateless, shared by all hubs in it. */
public record Tables(
    TaskHubDao taskHubs,
    NodeDao nodes,
    PartitionDao partitions,
    InstanceDao instances,
    InstanceCountDao instanceCounts,
    InstanceDepartureDao instanceDepartures,
    HistoryDao history,
    EntityDao entities,
    InboxDao inbox,
    TimerDao timers,
    ActivityQueueDao activityQueue,
    PurgeDao purges) {

  public static Tables create(HistoryJson json) {
    return new Tables(
        new TaskHubDao(),
        new NodeDao(),
        new PartitionDao(),
        new InstanceDao(json),
        new InstanceCountDao(),
        new InstanceDepartureDao(),
        new HistoryDao(json),
        new EntityDao(),
        new InboxDao(json),
        new TimerDao(),
        new ActivityQueueDao(json),
        new PurgeDao());
  }

  /**
   * The hub of this name with all its partitions, created when it is not there.
   *
   * @param partitionCount of a hub that is created now; an existing one keeps its own
   */
  public TaskHub findOrCreateHub(Tx tx, String name, int partitionCount) {
    taskHubs.insertIfAbsent(tx, name, partitionCount);
    TaskHub hub = taskHubs.find(tx, name);
    partitions.insertMissing(tx, hub.id(), hub.partitionCount());
    return hub;
  }

  /** Forgets all nodes of a hub, and frees what they had claimed. */
  public void removeNodes(Tx tx, int hub) {
    nodes.list(tx, hub).forEach(node -> removeNode(tx, hub, node.number()));
  }

  /** Forgets a node, and frees what it had claimed. */
  public void removeNode(Tx tx, int hub, long number) {
    activityQueue.release(tx, hub, number);
    purges.release(tx, hub, number);
    nodes.delete(tx, number);
  }

  /**
   * Deletes a run for the owner of its partition.
   *
   * @return false, and nothing deleted, when the partition is no longer held under this epoch
   */
  public boolean deleteRunOf(Tx tx, TaskHub hub, PartitionRow owner, long instanceKey) {
    boolean owned = partitions.lock(tx, hub.id(), owner.id()).equals(owner);
    if (owned) {
      deleteRuns(tx, hub.id(), List.of(instanceKey));
    }
    return owned;
  }

  /** Who waits for the end of a run, or null; reads its whole history. */
  public ParentInstance findParent(Tx tx, long instanceKey) {
    return history.find(tx, List.of(instanceKey)).stream()
        .flatMap(turn -> turn.events().stream())
        .filter(ExecutionStarted.class::isInstance)
        .map(ExecutionStarted.class::cast)
        .findFirst()
        .map(ExecutionStarted::parentInstance)
        .orElse(null);
  }

  /**
   * Writes the rows of runs and counts them, in the end of a transaction. The caller holds the
   * partitions' locks.
   *
   * @param replaced keys of runs to delete as {@link #deleteRuns} does
   * @param begun new ones
   * @param changed ones that are certainly there: those of live runs, seen by their partition's
   *     owner under the partition's lock
   */
  public void writeRuns(
      Tx tx,
      int hub,
      Collection<Long> replaced,
      Collection<InstanceRow> begun,
      Collection<ChangedRun> changed) {
    CountChanges counts = new CountChanges();
    delete(tx, hub, replaced).forEach(counts::removed);
    instances.insert(tx, hub, begun);
    instances.updatePresent(tx, hub, changed.stream().map(ChangedRun::row).toList());
    begun.forEach(counts::added);
    changed.forEach(counts::changed);
    write(tx, hub, counts);
  }

  /** Deletes what runs that have ended still had armed or queued. */
  public void deleteWaitingWork(Tx tx, Collection<Long> instanceKeys) {
    timers.deleteAllOf(tx, instanceKeys);
    activityQueue.deleteAllOf(tx, instanceKeys);
  }

  /**
   * Deletes runs with all that belongs to them, the locks of entities included, in the end of a
   * transaction. The caller holds the partition's lock.
   */
  public void deleteRuns(Tx tx, int hub, Collection<Long> instanceKeys) {
    countRemoved(tx, hub, delete(tx, hub, instanceKeys));
  }

  private List<LockedRun> delete(Tx tx, int hub, Collection<Long> instanceKeys) {
    unlockEntities(tx, hub, instanceKeys);
    List<LockedRun> present = instances.lock(tx, List.copyOf(instanceKeys));
    instances.delete(tx, instanceKeys);
    history.delete(tx, instanceKeys);
    deleteWaitingWork(tx, instanceKeys);
    return present;
  }

  private void countRemoved(Tx tx, int hub, List<LockedRun> removed) {
    CountChanges counts = new CountChanges();
    removed.forEach(counts::removed);
    write(tx, hub, counts);
  }

  private void write(Tx tx, int hub, CountChanges counts) {
    instanceCounts.add(tx, hub, counts);
    instanceDepartures.add(tx, hub, counts);
  }

  private void unlockEntities(Tx tx, int hub, Collection<Long> ownerKeys) {
    inbox.insert(
        tx, hub, entities.findLockedBy(tx, hub, ownerKeys).stream().map(Tables::unlock).toList());
  }

  private static InboxMessage unlock(EntityRow entity) {
    String id = entity.id().toString();
    EntityLock lock = entity.lock();
    return InboxMessage.toId(
        id,
        entity.partition(),
        new EntityUnlockSent(entity.lastOperationTime(), id, lock.lockId(), lock.ownerKey()));
  }

  /**
   * Deletes those of these runs that have finished, and so have nothing waiting. Needs no lock of
   * their partition: whoever puts a finished run back to work locks its row, as this does.
   *
   * @return how many there were
   */
  int deleteFinishedRuns(Tx tx, int hub, List<Long> instanceKeys) {
    List<LockedRun> finished =
        instances.lock(tx, instanceKeys).stream().filter(run -> run.status().isTerminal()).toList();
    List<Long> keys = finished.stream().map(LockedRun::key).toList();
    instances.deleteMany(tx, keys);
    history.deleteMany(tx, keys);
    countRemoved(tx, hub, finished);
    return keys.size();
  }
}
