package io.perdura.bench;

import java.util.Arrays;
import java.util.List;

/** What benchmarks make of their measurements. */
final class Figures {

  private Figures() {}

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
