package io.perdura.orchestration;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Orders versions from old to new, part by part: runs of digits by value, what is between them as
 * text without regard to case. Where one version ends, the other is older if it goes on with a
 * hyphen, as pre-releases do, and newer otherwise.
 */
final class VersionOrder implements Comparator<String> {

  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");
  private static final String END = "";

  @Override
  public int compare(String a, String b) {
    List<String> left = parts(a);
    List<String> right = parts(b);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int difference = compareParts(part(left, i), part(right, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static List<String> parts(String version) {
    return PART.matcher(version).results().map(MatchResult::group).toList();
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : END;
  }

  private static int compareParts(String a, String b) {
    if (rank(a) != rank(b)) {
      return Integer.compare(rank(a), rank(b));
    }
    return isNumber(a) && isNumber(b)
        ? new BigInteger(a).compareTo(new BigInteger(b))
        : a.compareToIgnoreCase(b);
  }

  private static int rank(String part) {
    if (part.equals(END)) {
      return 1;
    }
    return part.startsWith("-") ? 0 : 2;
  }

  private static boolean isNumber(String part) {
    return !part.equals(END) && part.charAt(0) >= '0' && part.charAt(0) <= '9';
  }
}
