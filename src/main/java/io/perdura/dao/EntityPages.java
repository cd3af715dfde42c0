package io.perdura.dao;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Reads pages of entities step by step, and ends one early whose entities are long. */
final class EntityPages {

  /**
   * @param more whether others may follow
   */
  record Page<R>(List<R> rows, boolean more) {}

  /** Reads rows. */
  interface Step<R> {

    /** The first {@code most} rows behind {@code last}, or of all when that is null. */
    List<R> behind(R last, int most);
  }

  private EntityPages() {}

  static <R> Page<R> read(int size, PageLimits limits, Step<R> step, ToIntFunction<R> length) {
    List<R> rows = new ArrayList<>();
    long characters = 0;
    // one more than the page holds shows that another page follows
    while (rows.size() <= size && characters < limits.mostCharacters()) {
      int most = Math.min(limits.rowsAtOnce(), size + 1 - rows.size());
      List<R> found = step.behind(rows.isEmpty() ? null : rows.get(rows.size() - 1), most);
      rows.addAll(found);
      if (found.size() < most) {
        return new Page<>(rows, false);
      }
      characters += found.stream().mapToInt(length).asLongStream().sum();
    }
    return new Page<>(rows.subList(0, Math.min(size, rows.size())), true);
  }
}
