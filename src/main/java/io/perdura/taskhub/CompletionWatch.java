package io.perdura.taskhub;

import java.util.concurrent.CompletableFuture;

/** Tells when instances finish. */
public interface CompletionWatch {

  /**
   * The instance once a run of it finishes after this call, whichever node runs it. Callers who did
   * not start it themselves look at its status after asking; all cancel the future when they stop
   * waiting.
   */
  CompletableFuture<InstanceRow> watch(String instanceId);
}
