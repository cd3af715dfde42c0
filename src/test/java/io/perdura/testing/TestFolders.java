package io.perdura.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Where tests may write. */
public final class TestFolders {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestFolders() {}

  /** The build's output folder. */
  public static Path target() {
    return Path.of("target").toAbsolutePath();
  }

  /** A name that no other call gives, in this JVM or another running one. */
  public static String unique(String prefix) {
    return "%s-%s-%d"
        .formatted(
            prefix,
            Long.toString(ProcessHandle.current().pid(), 36)
                + Long.toString(START_MILLIS % 100_000_000, 36),
            COUNT.incrementAndGet());
  }

  private static final long START_MILLIS = System.currentTimeMillis();

  /** Deletes a folder and all in it, if it exists. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
