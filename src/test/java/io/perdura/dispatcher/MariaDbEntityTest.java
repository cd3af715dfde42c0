package io.perdura.dispatcher;

import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;

class MariaDbEntityTest extends EntityContract {

  @Override
  DatabaseUrl newDatabase() {
    return DatabaseUrl.mariaDb(MariaDbServer.shared());
  }
}
