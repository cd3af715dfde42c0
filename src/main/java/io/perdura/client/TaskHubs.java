package io.perdura.client;

import io.perdura.taskhub.UnknownTaskHubException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The task hubs of this application, found by the names a request gives (contract, section 2). */
public final class TaskHubs {

  private final List<TaskHubBinding> hubs;
  private final Set<String> defaultConnectionAliases;

  /**
   * @param hubs all of them; the first is the one that requests mean when they name none
   * @param defaultConnectionAliases other names of the first one's connection
   */
  public TaskHubs(List<TaskHubBinding> hubs, Set<String> defaultConnectionAliases) {
    this.hubs = List.copyOf(hubs);
    this.defaultConnectionAliases = Set.copyOf(defaultConnectionAliases);
  }

  /** The hub that requests mean when they name none. */
  public TaskHubBinding defaultHub() {
    return hubs.get(0);
  }

  /**
   * The hub with these names, in any letter case.
   *
   * @param taskHub null or blank for the default hub's name, whichever the connection
   * @param connection null or blank for the default connection
   * @throws UnknownTaskHubException when the connection is not configured or has no such hub
   */
  public TaskHubBinding resolve(String taskHub, String connection) {
    List<TaskHubBinding> there = hubsOf(connection);
    String wanted = isGiven(taskHub) ? taskHub : defaultHub().taskHub();
    return there.stream()
        .filter(hub -> hub.taskHub().equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownTaskHubException(
                    "The task hub '%s' is not configured on the connection '%s'; configured: %s"
                        .formatted(wanted, there.get(0).connection(), hubNames(there))));
  }

  private List<TaskHubBinding> hubsOf(String connection) {
    if (!isGiven(connection)) {
      return hubsOn(defaultHub().connection());
    }
    List<TaskHubBinding> there = hubsOn(connection);
    if (there.isEmpty() && isAlias(connection)) {
      return hubsOn(defaultHub().connection());
    }
    if (there.isEmpty()) {
      throw new UnknownTaskHubException(
          "The connection '%s' is not configured; configured: %s"
              .formatted(connection, connectionNames()));
    }
    return there;
  }

  private List<TaskHubBinding> hubsOn(String connection) {
    return hubs.stream().filter(hub -> hub.connection().equalsIgnoreCase(connection)).toList();
  }

  private boolean isAlias(String connection) {
    return defaultConnectionAliases.stream().anyMatch(connection::equalsIgnoreCase);
  }

  private static List<String> hubNames(List<TaskHubBinding> hubs) {
    return hubs.stream().map(TaskHubBinding::taskHub).toList();
  }

  private Set<String> connectionNames() {
    return hubs.stream()
        .map(TaskHubBinding::connection)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isGiven(String name) {
    return name != null && !name.isBlank();
  }
}
