package io.perdura.dao;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {

  /** A turn that fails for another reason is tried a few times only, and its instance parked. */
  @ParameterizedTest
  @CsvSource({
    "a server that is read-only, 1290",
    "a server that is read-only since a failover, 1836",
    "a transaction that is read-only, 1792",
    "a full disk, 1021",
    "a full disk behind a table, 1114",
    "too many connections of a user, 1203",
    "a server that shuts down, 1053"
  })
  void aDatabaseThatTakesNoWritesForNowIsUnavailable(String what, int code) {
    assertThat(SqlErrors.of(new SQLException(what, "HY000", code)))
        .isEqualTo(SqlErrors.UNAVAILABLE);
  }
}
