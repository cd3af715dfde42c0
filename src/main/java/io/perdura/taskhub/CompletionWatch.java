package io.perdura.taskhub;

import java.util.concurrent.CompletableFuture;

/** Tells when instances finish. */
public interface CompletionWatch {

  /**
   * The instance once a run of it has finished, whichever node runs it. Whoever starts a run under
   * an id that an earlier one may have had asks after the start, or may get the earlier run.
   * Callers who ask after the start look at the status after asking; all cancel the future when
   * they stop waiting.
   *
   * @return completes on an engine thread, which dependents must not block; never fails by itself
   */
  CompletableFuture<InstanceRow> watch(String instanceId);
}
