package io.perdura.replay;

/**
 * Unwinds an orchestrator's stack when it has to wait or must not go on. An error, so that an
 * author's {@code catch (Exception e)} lets it pass; shared and without a stack trace, so that it
 * costs nothing.
 */
final class OrchestratorUnwind extends Error {

  static final OrchestratorUnwind INSTANCE = new OrchestratorUnwind();

  private OrchestratorUnwind() {
    super("The orchestrator waits; never catch this", null, false, false);
  }
}
