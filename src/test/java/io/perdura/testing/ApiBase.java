package io.perdura.testing;

/** The base paths under which the API answers. */
public enum ApiBase {
  V1("/admin/extensions/DurableTaskExtension"),
  V2("/runtime/webhooks/durabletask");

  private final String path;

  ApiBase(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }
}
