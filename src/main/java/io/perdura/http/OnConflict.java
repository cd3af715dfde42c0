package io.perdura.http;

import io.perdura.taskhub.ConflictPolicy;
import io.perdura.taskhub.InvalidRequestException;
import java.util.Map;
import java.util.TreeMap;

/** What a start does when an instance has the id: a parameter that the original lacks. */
final class OnConflict {

  private static final Map<String, ConflictPolicy> POLICIES =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    POLICIES.put("reject", ConflictPolicy.REJECT);
    POLICIES.put("useExisting", ConflictPolicy.USE_EXISTING);
    POLICIES.put("terminateAndRestart", ConflictPolicy.TERMINATE_AND_RESTART);
  }

  private OnConflict() {}

  /** The policy asked for; the original's when none is. */
  static ConflictPolicy of(QueryParameters query) {
    return query.text("onConflict").map(OnConflict::named).orElse(ConflictPolicy.REPLACE_FINISHED);
  }

  private static ConflictPolicy named(String name) {
    ConflictPolicy policy = POLICIES.get(name);
    if (policy == null) {
      throw new InvalidRequestException(
          "One or more of the arguments submitted is incorrect",
          "The parameter 'onConflict' must be one of %s.".formatted(POLICIES.keySet()));
    }
    return policy;
  }
}
