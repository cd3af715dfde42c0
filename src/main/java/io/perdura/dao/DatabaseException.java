package io.perdura.dao;

import java.sql.SQLException;

/** A transaction did not happen as asked. */
public final class DatabaseException extends RuntimeException {

  /** What the caller can do about it. */
  public enum Kind {
    /** The database cannot be reached or takes no writes for now; nothing was written. */
    UNAVAILABLE,
    /**
     * The connection broke during the commit: whether it happened is for the caller to find out.
     */
    OUTCOME_UNKNOWN,
    /** A unique key is taken; nothing was written. */
    DUPLICATE_KEY,
    /** Others held the locks; nothing was written, and the same may succeed when tried again. */
    LOCKED,
    /** The data is longer than the database takes at once; nothing was written. */
    TOO_LONG,
    /** The statement or its data is wrong; nothing was written. */
    FAILED
  }

  private final Kind kind;

  private DatabaseException(Kind kind, SQLException cause) {
    super(cause.getMessage(), cause);
    this.kind = kind;
  }

  static DatabaseException of(SQLException cause) {
    Kind kind =
        switch (SqlErrors.of(cause)) {
          case UNAVAILABLE -> Kind.UNAVAILABLE;
          case DUPLICATE_KEY -> Kind.DUPLICATE_KEY;
          case LOCKED -> Kind.LOCKED;
          case TOO_LONG -> Kind.TOO_LONG;
          case BUG -> Kind.FAILED;
        };
    return new DatabaseException(kind, cause);
  }

  static DatabaseException atCommit(SQLException cause) {
    return SqlErrors.of(cause) == SqlErrors.UNAVAILABLE
        ? new DatabaseException(Kind.OUTCOME_UNKNOWN, cause)
        : of(cause);
  }

  public Kind kind() {
    return kind;
  }
}
