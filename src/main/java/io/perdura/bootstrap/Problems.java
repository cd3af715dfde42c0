package io.perdura.bootstrap;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the functions that were found, gathered so that one message tells it all. */
final class Problems {

  private final List<String> found = new ArrayList<>();

  void add(String problem) {
    found.add(problem);
  }

  /**
   * @throws StartupException listing every problem, when there is any
   */
  void refuseAny() {
    if (!found.isEmpty()) {
      throw new StartupException("Not all functions can be used:\n- " + String.join("\n- ", found));
    }
  }
}
