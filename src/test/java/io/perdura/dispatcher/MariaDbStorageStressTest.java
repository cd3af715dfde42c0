package io.perdura.dispatcher;

import io.perdura.testing.EngineFixture.DatabaseUrl;
import io.perdura.testing.MariaDbServer;

class MariaDbStorageStressTest extends StorageStressContract {

  @Override
  DatabaseUrl newDatabase() {
    return DatabaseUrl.mariaDb(MariaDbServer.shared());
  }
}
