package io.perdura.bootstrap;

import io.perdura.dao.Database;
import io.perdura.dao.DatabaseException;
import io.perdura.dao.SystemKeyDao;
import io.perdura.dao.Tx;
import io.perdura.taskhub.KeyScope;
import io.perdura.taskhub.SystemKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in force: those in the settings and those in the table {@code system_keys} of the
 * default connection, which is read again every two seconds. While the database does not answer,
 * the keys last read stay in force.
 */
final class SystemKeys implements AutoCloseable {

  /** The key that exists unless an operator removes it, named as in the original. */
  static final String DEFAULT = "durabletask_extension";

  private static final Logger LOG = LoggerFactory.getLogger(SystemKeys.class);
  private static final long REFRESH_SECONDS = 2;
  private static final int KEY_BYTES = 32;

  private final SystemKeyDao keys = new SystemKeyDao();
  private final Database database;
  private final List<SystemKey> configured;
  private final ScheduledExecutorService refresher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "perdura-keys");
            thread.setDaemon(true);
            return thread;
          });
  private volatile List<SystemKey> inForce;

  /**
   * Reads the keys, having made one when there is none that can manage.
   *
   * @param configured these hide those of the same names in the table
   */
  SystemKeys(Database database, List<SystemKey> configured) {
    this.database = database;
    this.configured = configured;
    this.inForce = database.inTransaction(this::listWithManageKey);
    refresher.scheduleWithFixedDelay(
        this::refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
  }

  /** Reads back what it inserts, so that nodes starting at once agree. */
  private List<SystemKey> listWithManageKey(Tx tx) {
    if (merged(keys.list(tx)).stream().noneMatch(key -> key.scope() == KeyScope.MANAGE)) {
      keys.insertIfAbsent(tx, new SystemKey(DEFAULT, KeyScope.MANAGE, generate()));
    }
    return merged(keys.list(tx));
  }

  private static String generate() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void refresh() {
    try {
      inForce = merged(database.read(keys::list));
    } catch (DatabaseException e) {
      LOG.debug("The keys cannot be read now", e);
    } catch (RuntimeException e) {
      // thrown on, it would end the refreshing for good
      LOG.error("The keys cannot be read", e);
    }
  }

  private List<SystemKey> merged(List<SystemKey> stored) {
    Stream<SystemKey> notHidden =
        stored.stream()
            .filter(key -> configured.stream().noneMatch(c -> c.name().equals(key.name())));
    return Stream.concat(configured.stream(), notHidden)
        .sorted(Comparator.comparing(key -> !key.name().equals(DEFAULT)))
        .toList();
  }

  /** The keys in force, the default one first. */
  List<SystemKey> inForce() {
    return inForce;
  }

  /** The default key, absent when an operator has removed it. */
  Optional<SystemKey> defaultKey() {
    return inForce.stream().filter(key -> key.name().equals(DEFAULT)).findFirst();
  }

  @Override
  public void close() {
    refresher.shutdownNow();
  }
}
