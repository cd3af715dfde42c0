package io.perdura.dao;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What an SQL error of MySQL, MariaDB or H2 means to a caller. */
enum SqlErrors {
  /** The database cannot be reached or takes no writes for now, or the connection broke. */
  UNAVAILABLE,
  /** A unique key is taken. */
  DUPLICATE_KEY,
  /** A lock was not to be had, or a deadlock was broken; the transaction may be tried again. */
  LOCKED,
  /** The data is longer than the database takes at once; trying again will not help. */
  TOO_LONG,
  /** The statement or its data is wrong; trying again will not help. */
  BUG;

  private static final Set<Integer> LOCK_CODES = Set.of(1205, 1213, 50200, 40001);
  private static final Set<Integer> DUPLICATE_CODES = Set.of(1062, 23505);

  /** MySQL shutting down, read-only, or out of connections or room; H2 closed or its file lost. */
  private static final Set<Integer> UNAVAILABLE_CODES =
      Set.of(
          1021, 1040, 1053, 1077, 1079, 1114, 1152, 1203, 1290, 1792, 1836, 1927, 3024, 4031, 90007,
          90067, 90098, 90121, 90028);

  /** MySQL's packet and column limits; H2's column limit. */
  private static final Set<Integer> TOO_LONG_CODES = Set.of(1153, 1406, 22001);

  static SqlErrors of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    int code = e.getErrorCode();
    if (LOCK_CODES.contains(code)) {
      return LOCKED;
    }
    if (DUPLICATE_CODES.contains(code) || isDuplicate(e, code)) {
      return DUPLICATE_KEY;
    }
    if (TOO_LONG_CODES.contains(code) || isTooLong(e)) {
      return TOO_LONG;
    }
    boolean broken =
        e instanceof SQLTransientConnectionException
            || e instanceof SQLRecoverableException
            || state.startsWith("08")
            || UNAVAILABLE_CODES.contains(code);
    return broken ? UNAVAILABLE : BUG;
  }

  /** The driver does not even send it; a batch wraps that. */
  private static boolean isTooLong(SQLException e) {
    return e instanceof PacketTooBigException || e.getCause() instanceof PacketTooBigException;
  }

  private static boolean isDuplicate(SQLException e, int code) {
    return e instanceof SQLIntegrityConstraintViolationException && code == 0;
  }
}
