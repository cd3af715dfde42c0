package io.perdura.bootstrap;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The H2 database inside the application, in a directory that only its owner can enter. */
final class EmbeddedDatabase {

  static final String USER = "sa";

  /** Without WRITE_DELAY=0 a killed process loses what it has acknowledged. */
  private static final String OPTIONS =
      ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

  private EmbeddedDatabase() {}

  /** Its JDBC URL; creates the directory. */
  static String url(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory, ownerOnly("rwx------"));
      }
    } catch (IOException e) {
      throw new StartupException(
          "The directory %s cannot be created (setting perdura.data.directory): %s"
              .formatted(directory, e.getMessage()),
          e);
    }
    return "jdbc:h2:file:" + directory.resolve("perdura") + OPTIONS;
  }

  /** Where the system key is kept for the owner to read. */
  static Path keyFile(Path directory) {
    return directory.resolve("system-key");
  }

  /** Writes the key file unless it holds this key. */
  static void writeKeyFile(Path directory, String key) {
    Path file = keyFile(directory);
    try {
      if (Files.exists(file) && Files.readString(file).strip().equals(key)) {
        return;
      }
      Files.deleteIfExists(file);
      // created with its permissions: nobody can open it in between
      Files.createFile(file, ownerOnly("rw-------"));
      Files.writeString(file, key + System.lineSeparator(), StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new StartupException(
          "The key file %s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
