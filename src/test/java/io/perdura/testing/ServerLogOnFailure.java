package io.perdura.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints the end of the log of every running server when a test fails. */
public final class ServerLogOnFailure implements TestWatcher {

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.out.println(context.getDisplayName() + " failed: " + cause.getMessage());
    PerduraServer.running().forEach(server -> System.out.println(server.logTail()));
  }
}
