package io.perdura.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The base paths under which the same API answers. */
enum ApiBase {
  V2(ApiBase.CANONICAL),
  V1("admin/extensions/DurableTaskExtension"),
  /** As the loopback listener of the JavaScript and Python SDKs calls it. */
  PLAIN("durabletask");

  /** The path that resources are written for. */
  static final String CANONICAL = "runtime/webhooks/durabletask";

  private final String path;
  private final List<String> segments;

  ApiBase(String path) {
    this.path = path;
    this.segments = List.of(path.split("/"));
  }

  /** Without slashes at its ends. */
  String path() {
    return path;
  }

  int length() {
    return segments.size();
  }

  /** The base that a path with these segments lies below, in any letter case. */
  static Optional<ApiBase> of(List<String> path) {
    return Arrays.stream(values()).filter(base -> base.isPrefixOf(path)).findFirst();
  }

  private boolean isPrefixOf(List<String> path) {
    if (path.size() < segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      if (!segments.get(i).equalsIgnoreCase(path.get(i))) {
        return false;
      }
    }
    return true;
  }
}
