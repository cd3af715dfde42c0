package io.perdura.bootstrap;

import io.perdura.httpcall.HttpActivity;
import java.net.http.HttpClient;

/** The client of {@code callHttp}. It has a thread, and so is made when first needed. */
final class CallClient {

  private HttpClient client;

  synchronized HttpClient get() {
    if (client == null) {
      client = HttpActivity.newClient();
    }
    return client;
  }

  /** Before Java 21 a client cannot be closed; its threads end once nobody refers to it. */
  synchronized void close() throws Exception {
    if (client instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }
}
