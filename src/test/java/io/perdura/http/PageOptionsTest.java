package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageOptionsTest {

  @ParameterizedTest
  @CsvSource({"'', 100", "top=1, 1", "top=1000, 1000", "top=1001, 1000", "TOP=2147483647, 1000"})
  void pagesHaveTheSizeAskedForUpTo1000(String query, int size) {
    assertThat(PageOptions.size(new QueryParameters(query))).isEqualTo(size);
  }
}
