package io.perdura.dispatcher;

/**
 * How this process takes part in a task hub.
 *
 * @param taskHub name of the hub, created when it does not exist
 * @param partitionCount of a hub that is created now; an existing one keeps its own
 * @param nodeName shown to operators; need not be unique
 * @param activityThreads activities that run at the same time
 * @param committers connections that write turns
 * @param historyCacheMegabytes memory for histories of live instances
 */
public record NodeSettings(
    String taskHub,
    int partitionCount,
    String nodeName,
    int activityThreads,
    int committers,
    int historyCacheMegabytes) {

  /** The same for another hub. */
  public NodeSettings forHub(String name) {
    return new NodeSettings(
        name, partitionCount, nodeName, activityThreads, committers, historyCacheMegabytes);
  }
}
