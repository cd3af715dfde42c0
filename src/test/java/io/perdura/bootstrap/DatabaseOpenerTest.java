package io.perdura.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseOpenerTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://db:3306/perdura, jdbc:mysql://db:3306/perdura",
    "jdbc:mysql://db/perdura?user=u&password=s3cret, jdbc:mysql://db/perdura",
    "jdbc:mysql://db/perdura?user=u@x&password=s3cret, jdbc:mysql://db/perdura",
    "jdbc:mysql://u:s3cret@db/perdura, jdbc:mysql://db/perdura",
    "jdbc:mysql://u:a;s3cret@db/perdura, jdbc:mysql://db/perdura",
    "jdbc:mysql://u:s3@cret@db/perdura, jdbc:mysql://db/perdura",
    "jdbc:mysql://address=(host=db)(password=s3cret)/perdura, jdbc:mysql://address=",
    "'jdbc:mysql://(host=db,user=u,password=s3cret)/perdura', jdbc:mysql://",
    "jdbc:h2:file:/data/perdura;USER=sa;PASSWORD=s3cret, jdbc:h2:file:/data/perdura"
  })
  void addressIsShownWithoutCredentials(String url, String shown) {
    assertThat(DatabaseOpener.withoutCredentials(url)).isEqualTo(shown);
  }
}
