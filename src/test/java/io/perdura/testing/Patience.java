package io.perdura.testing;

import java.time.Duration;

/** How long tests wait for what must happen. */
public final class Patience {

  /**
   * Far more than a slow and busy machine needs: only a test that fails waits so long. What must
   * happen sooner than at some time is told by what came before it, not by this.
   */
  public static final Duration LIMIT = Duration.ofSeconds(120);

  private Patience() {}
}
