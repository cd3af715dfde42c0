package io.perdura.dao;

/**
 * What keeps a page of long rows from filling the memory.
 *
 * @param rowsAtOnce rows that are read by one statement
 * @param mostCharacters a page ends once what its rows hold is longer than this together
 */
record PageLimits(int rowsAtOnce, int mostCharacters) {

  static final PageLimits DEFAULT = new PageLimits(50, 16 * 1024 * 1024);

  /** Characters of a text, which may be null. */
  static int length(String text) {
    return text == null ? 0 : text.length();
  }
}
