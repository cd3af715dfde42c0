package io.perdura.dao;

import io.perdura.taskhub.HubUnavailableException;
import java.util.function.Supplier;

/** Tells clients of a hub that its database is away, in the hub's own words. */
final class Unavailability {

  private Unavailability() {}

  /**
   * @throws HubUnavailableException when {@code work} cannot reach the database
   */
  static <T> T reported(Supplier<T> work) {
    try {
      return work.get();
    } catch (DatabaseException e) {
      throw switch (e.kind()) {
        case UNAVAILABLE, OUTCOME_UNKNOWN, LOCKED ->
            new HubUnavailableException("The database does not answer now; try again later.", e);
        case DUPLICATE_KEY, FAILED -> e;
      };
    }
  }
}
