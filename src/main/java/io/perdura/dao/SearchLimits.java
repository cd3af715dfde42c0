package io.perdura.dao;

/**
 * How much a search may read before it tries another way.
 *
 * @param firstStep rows of each range to read in search of a page, which most often is enough
 * @param secondStep as many then, before another index is tried
 * @param mostSorted so many rows may be sorted for a page, when they are all that another index
 *     finds
 * @param mostExamined rows of a range that are examined for a capped count
 */
record SearchLimits(int firstStep, int secondStep, int mostSorted, int mostExamined) {

  static final SearchLimits DEFAULT = new SearchLimits(1_000, 5_000, 10_000, 20_000);
}
