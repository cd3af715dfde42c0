package io.perdura.client;

import io.perdura.taskhub.UnknownTaskHubException;
import java.util.List;
import java.util.Set;

/** The task hubs of this application, found by the names a request gives (contract, section 2). */
public final class TaskHubs {

  private final TaskHubBinding defaultHub;
  private final Set<String> connectionAliases;

  /**
   * @param defaultHub the hub that requests mean when they name none
   * @param connectionAliases other names of its connection
   */
  public TaskHubs(TaskHubBinding defaultHub, Set<String> connectionAliases) {
    this.defaultHub = defaultHub;
    this.connectionAliases = Set.copyOf(connectionAliases);
  }

  /** The hub that requests mean when they name none. */
  public TaskHubBinding defaultHub() {
    return defaultHub;
  }

  /**
   * The hub with these names, in any letter case.
   *
   * @param taskHub null or blank for the default
   * @param connection null or blank for the default
   * @throws UnknownTaskHubException when one of them is not configured
   */
  public TaskHubBinding resolve(String taskHub, String connection) {
    if (isGiven(connection) && !isConnection(connection)) {
      throw new UnknownTaskHubException(
          "The connection '%s' is not configured; configured: %s"
              .formatted(connection, List.of(defaultHub.connection())));
    }
    if (isGiven(taskHub) && !taskHub.equalsIgnoreCase(defaultHub.taskHub())) {
      throw new UnknownTaskHubException(
          "The task hub '%s' is not configured; configured: %s"
              .formatted(taskHub, List.of(defaultHub.taskHub())));
    }
    return defaultHub;
  }

  private boolean isConnection(String name) {
    return name.equalsIgnoreCase(defaultHub.connection())
        || connectionAliases.stream().anyMatch(name::equalsIgnoreCase);
  }

  private static boolean isGiven(String name) {
    return name != null && !name.isBlank();
  }
}
