package io.perdura.dao;

import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;

class MariaDbEntityListingTest extends EntityListingContract {

  @Override
  DatabaseUrl newDatabase() {
    return DatabaseUrl.mariaDb(MariaDbServer.shared());
  }
}
