package io.perdura.bootstrap;

import com.mysql.cj.jdbc.AbandonedConnectionCleanupThread;
import com.zaxxer.hikari.HikariConfig;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JDBC driver and what it has to be told. What the URL says itself takes precedence.
 *
 * @param className the driver
 * @param properties its properties
 */
record DriverSettings(String className, Map<String, String> properties) {

  private static final Logger LOG = LoggerFactory.getLogger(DriverSettings.class);

  private static final String CLEANUP_THREAD = "mysql-cj-abandoned-connection-cleanup";
  private static final long CLEANUP_MILLIS = 2_000;

  private static final DriverSettings H2 = new DriverSettings("org.h2.Driver", Map.of());

  private static final DriverSettings MYSQL =
      new DriverSettings(
          "com.mysql.cj.jdbc.Driver",
          Map.of(
              "rewriteBatchedStatements", "true",
              "connectionTimeZone", "UTC",
              "forceConnectionTimeZoneToSession", "true",
              "cachePrepStmts", "true",
              // the driver's own limits, 25 statements of 256 characters, are below what ours need
              "prepStmtCacheSize", "250",
              "prepStmtCacheSqlLimit", "4096",
              "connectTimeout", "5000",
              "socketTimeout", "60000"));

  /**
   * The driver for this URL.
   *
   * @param setting where the URL was configured
   * @throws StartupException when we have none for it
   */
  static DriverSettings of(String url, String setting) {
    if (url.startsWith("jdbc:mysql:")) {
      return MYSQL;
    }
    if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    if (url.startsWith("jdbc:mariadb:")) {
      throw new StartupException(
          ("The setting %s must start with jdbc:mysql: for MariaDB too, because MySQL's driver is"
                  + " the one that is included")
              .formatted(setting));
    }
    throw new StartupException(
        "The setting %s must start with jdbc:mysql: or jdbc:h2:".formatted(setting));
  }

  void applyTo(HikariConfig config) {
    config.setDriverClassName(className);
    properties.forEach(config::addDataSourceProperty);
  }

  /** Takes back what drivers of this web application left with the JVM. */
  static void release() throws InterruptedException {
    ClassLoader own = DriverSettings.class.getClassLoader();
    DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == own)
        .toList()
        .forEach(DriverSettings::deregister);
    AbandonedConnectionCleanupThread.checkedShutdown();
    awaitEndOfCleanup(own);
  }

  /** The driver does not wait for its thread, and the container warns of those that still run. */
  private static void awaitEndOfCleanup(ClassLoader own) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(CLEANUP_THREAD) && thread.getContextClassLoader() == own) {
        thread.join(CLEANUP_MILLIS);
      }
    }
  }

  private static void deregister(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException e) {
      LOG.warn("The JDBC driver {} stays registered", driver.getClass().getName(), e);
    }
  }
}
