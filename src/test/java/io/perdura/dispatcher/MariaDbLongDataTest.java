package io.perdura.dispatcher;

import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;

class MariaDbLongDataTest extends LongDataContract {

  @Override
  DatabaseUrl newDatabase() {
    return DatabaseUrl.mariaDb(MariaDbServer.shared());
  }

  @Override
  boolean isBounded() {
    return true;
  }
}
