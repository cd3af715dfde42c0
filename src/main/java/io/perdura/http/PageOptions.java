package io.perdura.http;

/** How much of a list a request wants to see (contract, section 8). */
final class PageOptions {

  /** Carries the token of the next page, both ways. */
  static final String TOKEN_HEADER = "x-ms-continuation-token";

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1000;

  private PageOptions() {}

  /** The size of a page: 1 or more. */
  static int size(QueryParameters query) {
    int top = query.integer("top").orElse(DEFAULT_SIZE);
    if (top < 1) {
      throw QueryParameters.invalid("top", String.valueOf(top), "is less than 1");
    }
    return Math.min(top, LARGEST_SIZE);
  }
}
