package io.perdura.newcomer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The Maven that runs this build, for command lines that begin with {@code mvn}. Those for this
 * project use the build's local repository, or they would compile everything again. For others it
 * is seen through links, and in it this project as {@code mvn install} would put it there; the real
 * repository does not get it.
 */
final class BuildMaven {

  private static final String GROUP = "io";
  private static final String PROJECT = "perdura";

  private static final Path REAL = Path.of(System.getProperty("test.maven.repository"));
  private static final Path PROJECT_FILE = Path.of("pom.xml").toAbsolutePath();

  private final Path repository;

  BuildMaven(Path repository) throws IOException {
    this.repository = Files.createDirectories(repository);
    link(REAL, repository, GROUP);
    link(REAL.resolve(GROUP), Files.createDirectory(repository.resolve(GROUP)), PROJECT);
    install();
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.filter(e -> !e.endsWith(except)).toList()) {
        Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
      }
    }
  }

  private void install() throws IOException {
    String version = System.getProperty("test.project.version");
    Path folder = repository.resolve(GROUP).resolve(PROJECT).resolve(PROJECT).resolve(version);
    String name = PROJECT + "-" + version;
    Files.createDirectories(folder);
    Files.copy(PROJECT_FILE, folder.resolve(name + ".pom"));
    Files.copy(Path.of("target/ROOT-classes.jar"), folder.resolve(name + "-classes.jar"));
  }

  /** Starts a shell with the command, whose output goes to the file. */
  Process start(String command, Path directory, Path output) throws IOException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", "exec " + command + options(command));
    shell.environment().merge("PATH", bin() + File.pathSeparator, (path, first) -> first + path);
    shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
    shell.directory(directory.toFile()).redirectErrorStream(true);
    return shell.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start();
  }

  private static Path bin() {
    return Path.of(System.getProperty("test.maven.home"), "bin");
  }

  private String options(String command) {
    if (!command.startsWith("mvn ")) {
      return "";
    }
    Path settings = Path.of(System.getProperty("test.maven.settings"));
    boolean offline = System.getProperty("test.maven.offline").equals("offline=true");
    return " -B -Dmaven.repo.local='%s'%s%s"
        .formatted(
            command.contains(PROJECT_FILE.toString()) ? REAL : repository,
            Files.exists(settings) ? " -s '%s'".formatted(settings) : "",
            offline ? " -o" : "");
  }
}
