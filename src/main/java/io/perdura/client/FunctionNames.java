package io.perdura.client;

import java.util.Collection;
import java.util.stream.Collectors;

/** What to tell who asks for a function that is not there (contract, section 3). */
final class FunctionNames {

  static final String INVALID = "One or more of the arguments submitted is incorrect";

  private FunctionNames() {}

  /**
   * @param kind the function asked for is no such function, for example {@code orchestrator}
   * @param known names of all functions of that kind
   */
  static String unknown(String name, String kind, Collection<String> known) {
    return "The function '%s' doesn't exist, is disabled, or is not an %s function."
            .formatted(name, kind)
        + " Additional info: The following are the known %s functions: ".formatted(kind)
        + known.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
  }
}
