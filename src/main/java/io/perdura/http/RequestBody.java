package io.perdura.http;

import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies up to a limit. */
public final class RequestBody {

  private final int maxBytes;

  RequestBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The whole body.
   *
   * @throws WebApplicationException with 413 when it is longer than allowed, with 400 when it
   *     breaks off or is framed wrongly
   */
  public byte[] read(InputStream body) {
    try {
      return readUpToLimit(body);
    } catch (IOException broken) {
      throw new WebApplicationException(
          Answers.error(400, "The request body cannot be read", "It ends before it is complete."));
    }
  }

  private byte[] readUpToLimit(InputStream body) throws IOException {
    byte[] read = body.readNBytes(maxBytes);
    if (read.length == maxBytes && body.read() >= 0) {
      // a client still busy sending would miss the answer, so hear out those that are nearly done
      body.skip(maxBytes);
      throw new WebApplicationException(
          Answers.error(
              413,
              "The request body is too large",
              "A request body can have at most %d bytes.".formatted(maxBytes)));
    }
    return read;
  }
}
