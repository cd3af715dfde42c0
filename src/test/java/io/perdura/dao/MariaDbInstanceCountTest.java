package io.perdura.dao;

import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;

class MariaDbInstanceCountTest extends InstanceCountContract {

  @Override
  DatabaseUrl newDatabase() {
    return DatabaseUrl.mariaDb(MariaDbServer.shared());
  }
}
