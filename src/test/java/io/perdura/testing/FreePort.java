package io.perdura.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a TCP port of the loopback interface that nobody listens on. */
public final class FreePort {

  /** Below the ports that Linux gives to outgoing connections, of which tests have many. */
  private static final int LOWEST = 15_000;

  private static final int COUNT = 17_000;

  private FreePort() {}

  /** A port that was free a moment ago, and is most likely left alone by all others. */
  public static int find() {
    while (true) {
      int port = LOWEST + ThreadLocalRandom.current().nextInt(COUNT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // somebody has it
      }
    }
  }
}
