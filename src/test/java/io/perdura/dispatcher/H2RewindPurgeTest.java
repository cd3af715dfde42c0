package io.perdura.dispatcher;

import io.perdura.testing.EngineFixture.DatabaseUrl;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2RewindPurgeTest extends RewindPurgeContract {

  @TempDir Path folder;

  @Override
  DatabaseUrl newDatabase() {
    return DatabaseUrl.h2(folder.resolve("perdura"));
  }
}
