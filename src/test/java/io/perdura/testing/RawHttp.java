package io.perdura.testing;

import static io.perdura.testing.Patience.LIMIT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests that ordinary clients refuse to make: written to a socket byte by byte. */
public final class RawHttp {

  private RawHttp() {}

  /**
   * Sends a request without body.
   *
   * @param target path and query exactly as they go out
   */
  public static Answer send(URI origin, String method, String target, String... headers) {
    return send(origin, method, target, new byte[0], headers);
  }

  /**
   * Sends a request. The answer is read even when the server does not want all of the body.
   *
   * @param headers lines such as {@code Host: example}
   */
  public static Answer send(
      URI origin, String method, String target, byte[] body, String... headers) {
    try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      byte[] head = head(origin, method, target, body.length, headers);
      Thread writer = new Thread(() -> write(socket, head, body), "raw-http");
      writer.start();
      return parse(new String(readAll(socket), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request byte by byte as it stands here, and then nothing more. */
  public static Answer sendAsItIs(URI origin, String request) {
    try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return parse(new String(readAll(socket), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] head(
      URI origin, String method, String target, int length, String... headers) {
    List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
    lines.addAll(List.of(headers));
    if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
      lines.add("Host: " + origin.getAuthority());
    }
    lines.add("Connection: close");
    lines.add("Content-Length: " + length);
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Socket socket, byte[] head, byte[] body) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head);
      out.write(body);
      out.flush();
    } catch (IOException e) {
      // The server may close before it has read everything; what counts is its answer.
    }
  }

  /** What arrived, even if the server cut the connection afterwards. */
  private static byte[] readAll(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (IOException e) {
      if (all.size() == 0) {
        throw e;
      }
    }
    return all.toByteArray();
  }

  private static Answer parse(String response) {
    int end = response.indexOf("\r\n\r\n");
    List<String> lines = response.substring(0, end).lines().toList();
    Map<String, List<String>> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(lines.get(0).split(" ")[1]);
    return new Answer(status, headers, response.substring(end + 4));
  }
}
