package io.perdura.dao;

import io.perdura.taskhub.HubUnavailableException;
import java.util.function.Supplier;

/** What an unreachable database is to a client of a hub. */
final class Availability {

  private Availability() {}

  /**
   * Does what clients ask for.
   *
   * @throws HubUnavailableException when the database cannot be reached
   */
  static <T> T orUnavailable(Supplier<T> work) {
    try {
      return work.get();
    } catch (DatabaseException e) {
      throw switch (e.kind()) {
        case UNAVAILABLE, OUTCOME_UNKNOWN, LOCKED ->
            new HubUnavailableException("The database does not answer now; try again later.", e);
        case DUPLICATE_KEY, TOO_LONG, FAILED -> e;
      };
    }
  }
}
