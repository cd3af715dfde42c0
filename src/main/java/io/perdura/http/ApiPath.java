package io.perdura.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A path below one of the API's bases.
 *
 * @param segments decoded, without those of the base and without a trailing slash
 */
record ApiPath(ApiBase base, List<String> segments) {

  private static final List<String> COLLECTIONS =
      List.of(
          "instances",
          "orchestrators",
          "entities",
          "makeprimary",
          "openapi.json",
          "counts",
          "purges");

  /** What can be counted: {@code counts/instances}. */
  private static final List<String> COUNTED = List.of("instances");

  private static final List<String> OPERATIONS =
      List.of("raiseEvent", "terminate", "suspend", "resume", "rewind", "restart");

  /** Where an operation stands: {@code instances/{id}/terminate}. */
  private static final int OPERATION_INDEX = 2;

  /**
   * The path's place in the API.
   *
   * @param rawPath percent-encoded, relative to the web application
   * @return empty when it does not lie below any base
   */
  static Optional<ApiPath> of(String rawPath) {
    List<String> decoded =
        Arrays.stream(withoutOuterSlashes(rawPath).split("/", -1))
            .map(PercentCoding::decodePath)
            .toList();
    return ApiBase.of(decoded)
        .map(base -> new ApiPath(base, decoded.subList(base.length(), decoded.size())));
  }

  private static String withoutOuterSlashes(String path) {
    int start = path.startsWith("/") ? 1 : 0;
    int end = path.length() > start && path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(start, end);
  }

  /**
   * Whether any resource can have this path: no segment is empty, holds an encoded slash, or is one
   * of the dots that mean another path wherever URLs are resolved.
   */
  boolean isRoutable() {
    return segments.stream()
        .noneMatch(s -> s.isEmpty() || s.indexOf('/') >= 0 || s.equals(".") || s.equals(".."));
  }

  /** The percent-encoded path that resources are written for, without slashes at its ends. */
  String canonical() {
    StringBuilder path = new StringBuilder(ApiBase.CANONICAL);
    for (int i = 0; i < segments.size(); i++) {
      path.append('/').append(PercentCoding.encode(canonical(i)));
    }
    return path.toString();
  }

  private String canonical(int index) {
    return switch (index) {
      case 0 -> spelledAs(COLLECTIONS, segments.get(index));
      case 1 ->
          segments.get(0).equalsIgnoreCase("counts")
              ? spelledAs(COUNTED, segments.get(index))
              : segments.get(index);
      case OPERATION_INDEX ->
          hasOperations() ? spelledAs(OPERATIONS, segments.get(index)) : segments.get(index);
      default -> segments.get(index);
    };
  }

  /** Below other collections an id or a key stands there. */
  private boolean hasOperations() {
    return segments.get(0).equalsIgnoreCase("instances");
  }

  private static String spelledAs(List<String> literals, String segment) {
    return literals.stream().filter(segment::equalsIgnoreCase).findFirst().orElse(segment);
  }
}
