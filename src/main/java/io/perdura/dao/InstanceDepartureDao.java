package io.perdura.dao;

/** Table {@code instance_departures}. */
public final class InstanceDepartureDao {

  private static final String ADD =
      """
      INSERT INTO instance_departures (hub, partition_id, departures) VALUES (?, ?, ?)
      ON DUPLICATE KEY UPDATE departures = departures + VALUES(departures)
      """;

  private static final String TOTAL =
      "SELECT COALESCE(SUM(departures), 0) AS total FROM instance_departures WHERE hub = ?";

  /** Writes the departures of a transaction, as {@link InstanceCountDao#add} does its counts. */
  void add(Tx tx, int hub, CountChanges changes) {
    tx.batch(
        ADD,
        changes.departuresByPartition().entrySet(),
        partition -> new Object[] {hub, partition.getKey(), partition.getValue()});
  }

  /** How many there have ever been in the hub. */
  long total(Tx tx, int hub) {
    return tx.query(TOTAL, row -> row.getLong("total"), hub).get(0);
  }
}
