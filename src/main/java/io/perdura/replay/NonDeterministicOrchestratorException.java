package io.perdura.replay;

/** The orchestrator's code no longer does what its history says it did. */
public final class NonDeterministicOrchestratorException extends RuntimeException {

  private static final String ADVICE =
      " Orchestrator code must do the same on every replay, and a running instance keeps the code it"
          + " started with.";

  /**
   * @param history what history holds, and at which event
   * @param code what the code did instead
   */
  NonDeterministicOrchestratorException(String history, String code) {
    super(
        "Non-deterministic orchestrator: history holds %s, but %s.".formatted(history, code)
            + ADVICE);
  }
}
