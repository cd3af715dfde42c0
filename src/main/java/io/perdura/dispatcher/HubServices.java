package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.Tables;
import io.perdura.orchestration.DataConverter;
import io.perdura.taskhub.TaskHub;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * What the partitions of a hub share on this node.
 *
 * @param committers the committer of each partition
 * @param roomForTasks how many of so many new activities this node should run itself
 * @param reroute takes deliveries that this node's partition can no longer accept
 * @param wakeForInbox tells a partition, if it runs here, that messages wait for it
 * @param cacheBytesPerPartition memory for histories
 */
record HubServices(
    TaskHub hub,
    Database database,
    Tables tables,
    InstanceLoader loader,
    InstanceKeys keys,
    ActivityPool activities,
    EntityExecutor entities,
    IntUnaryOperator roomForTasks,
    CompletionWatchers watchers,
    IntFunction<GroupCommitter> committers,
    Consumer<Delivery.Routable> reroute,
    IntConsumer wakeForInbox,
    DataConverter converter,
    Clock clock,
    long cacheBytesPerPartition) {}
