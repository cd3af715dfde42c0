package io.perdura.dao;

import java.util.List;

/**
 * How much a search may read, so that its time does not grow with the store.
 *
 * @param steps rows of each range to read in search of a page: few first, which most often is
 *     enough
 * @param mostSorted so many rows may be sorted for a page, when they are all that another index
 *     finds
 * @param mostExamined rows of each range that are examined for a capped count
 */
record SearchLimits(List<Integer> steps, int mostSorted, int mostExamined) {

  static final SearchLimits DEFAULT =
      new SearchLimits(List.of(1_000, 4_000, 16_000), 10_000, 20_000);
}
