package io.perdura.bootstrap;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Opens the database that the settings name. */
final class DatabaseOpener {

  private static final String ISOLATION = "TRANSACTION_READ_COMMITTED";
  private static final long CONNECTION_TIMEOUT_MS = 3_000;
  private static final long VALIDATION_TIMEOUT_MS = 2_000;

  /** Connections that each pool keeps open when there is nothing to do. */
  private static final int MIN_IDLE = 2;

  private DatabaseOpener() {}

  /**
   * @param opened takes what has to be closed again, whether this returns or throws
   * @throws StartupException when the database does not answer
   */
  static OpenDatabase open(DatabaseSettings settings, CloseStack opened) {
    return settings.jndiName() == null ? openPools(settings, opened) : lookUp(settings);
  }

  private static OpenDatabase openPools(DatabaseSettings settings, CloseStack opened) {
    String url =
        settings.isEmbedded() ? EmbeddedDatabase.url(settings.dataDirectory()) : settings.url();
    return new OpenDatabase(
        openPool(settings, url, false, opened),
        openPool(settings, url, true, opened),
        withoutCredentials(url));
  }

  private static DataSource openPool(
      DatabaseSettings settings, String url, boolean autoCommit, CloseStack opened) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(settings.prefix() + (autoCommit ? ".reads" : ".transactions"));
    config.setJdbcUrl(url);
    config.setUsername(settings.isEmbedded() ? EmbeddedDatabase.USER : settings.user());
    config.setPassword(settings.isEmbedded() ? "" : settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(MIN_IDLE);
    config.setAutoCommit(autoCommit);
    config.setTransactionIsolation(ISOLATION);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    config.setValidationTimeout(VALIDATION_TIMEOUT_MS);
    DriverSettings.of(url, settings.prefix() + ".url").applyTo(config);
    try {
      HikariDataSource pool = new HikariDataSource(config);
      opened.add(pool::close);
      return pool;
    } catch (PoolInitializationException e) {
      throw new StartupException(
          "The database %s cannot be used: %s (see the settings %s.url, .user and .password)"
              .formatted(
                  withoutCredentials(url),
                  FirstLine.of(e.getCause() == null ? e : e.getCause()),
                  settings.prefix()),
          e);
    }
  }

  private static OpenDatabase lookUp(DatabaseSettings settings) {
    String name = settings.jndiName();
    DataSource found = find(name, settings.prefix() + ".jndi");
    return new OpenDatabase(
        new ContainerDataSource(found, false),
        new ContainerDataSource(found, true),
        "the container's DataSource " + name);
  }

  private static DataSource find(String name, String setting) {
    try {
      return InitialContext.doLookup(name);
    } catch (NamingException | ClassCastException asGiven) {
      try {
        return InitialContext.doLookup("java:comp/env/" + name);
      } catch (NamingException | ClassCastException e) {
        throw new StartupException(
            "There is no DataSource under the JNDI name '%s' (setting %s)".formatted(name, setting),
            asGiven);
      }
    }
  }

  /**
   * The address without user, password and options. Before the {@code @} MySQL's driver takes
   * semicolons for a part of the password; in brackets a password may stand behind the host.
   */
  static String withoutCredentials(String url) {
    return url.replaceFirst("//[^/?#]*@", "//").replaceFirst("[?;#(].*", "");
  }
}
