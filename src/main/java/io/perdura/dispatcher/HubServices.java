package io.perdura.dispatcher;

import io.perdura.dao.Database;
import io.perdura.dao.Tables;
import io.perdura.orchestration.DataConverter;
import io.perdura.replay.OrchestrationExecutor;
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
 * @param leaveInInbox stores a delivery where the owner of its partition finds it, and answers
 * @param wakeForInbox tells a partition, if it runs here, that messages wait for it
 * @param slowLane where functions run that are known to block
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
    Consumer<Delivery.Routable> leaveInInbox,
    IntConsumer wakeForInbox,
    OrchestrationExecutor executor,
    SlowLane slowLane,
    DataConverter converter,
    Clock clock,
    long cacheBytesPerPartition) {}
