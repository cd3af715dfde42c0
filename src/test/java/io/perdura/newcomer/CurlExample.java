package io.perdura.newcomer;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line of curl and its answer, as a document shows them. */
final class CurlExample {

  private static final Pattern SHOWN =
      Pattern.compile(
          "\\$ curl -X (\\w+) '([^']+)' -H '([\\w-]+): ([^']+)' -d '([^']*)'\\n(.*)\\n");

  private final Matcher shown;

  CurlExample(String block) {
    this.shown = SHOWN.matcher(block.replaceAll(" \\\\\\n +", " "));
    if (!shown.matches()) {
      throw new IllegalArgumentException("Not understood: " + block);
    }
  }

  /** The request, to another port of this machine. */
  HttpRequest request(int port) {
    URI documented = URI.create(shown.group(2));
    String address = shown.group(2).replace(":" + documented.getPort(), ":" + port);
    return HttpRequest.newBuilder(URI.create(address))
        .header(shown.group(3), shown.group(4))
        .method(shown.group(1), BodyPublishers.ofString(shown.group(5)))
        .build();
  }

  String answer() {
    return shown.group(6);
  }
}
