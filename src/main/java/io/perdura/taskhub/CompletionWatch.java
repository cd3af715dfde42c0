package io.perdura.taskhub;

import java.util.concurrent.CompletableFuture;

/** Tells when instances finish. */
public interface CompletionWatch {

  /**
   * A future that completes once a run of this instance finishes after this call, whichever node
   * runs it. Callers look at the status after asking, and cancel the future when they stop waiting.
   */
  CompletableFuture<Void> watch(String instanceId);
}
