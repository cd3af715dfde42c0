package io.perdura.dao;

import io.perdura.taskhub.TaskHub;

/** Table {@code task_hubs}. */
public final class TaskHubDao {

  private static final String FIND =
      "SELECT id, name, partition_count FROM task_hubs WHERE name = ?";

  private static final String INSERT =
      "INSERT IGNORE INTO task_hubs (name, partition_count) VALUES (?, ?)";

  /** The hub of this name, which exists. */
  public TaskHub find(Tx tx, String name) {
    return tx.query(
            FIND,
            row ->
                new TaskHub(row.getInt("id"), row.getString("name"), row.getInt("partition_count")),
            name)
        .get(0);
  }

  /** Creates the hub unless another node just did. */
  public void insertIfAbsent(Tx tx, String name, int partitionCount) {
    tx.update(INSERT, name, partitionCount);
  }
}
