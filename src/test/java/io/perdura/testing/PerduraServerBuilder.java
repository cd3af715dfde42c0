package io.perdura.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a {@link PerduraServer} runs with. */
public final class PerduraServerBuilder {

  /** The parts of the test class path that a container brings; all else must come from the WAR. */
  private static final Pattern CONTAINER_JARS =
      Pattern.compile(
          "(jetty-|asm-|h2-|slf4j-api-|logback-|jakarta\\.(servlet|annotation|transaction"
              + "|interceptor|enterprise|inject)).*\\.jar");

  private final String name;
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Path> extraJars = new ArrayList<>();
  private Path war = TestFolders.target().resolve("ROOT.war");
  private String contextPath = "";
  private List<String> jvmOptions =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  PerduraServerBuilder(String name) {
    this.name = name;
    properties.put("perdura.key.open-to-loopback", "true");
  }

  /** Sets a system property of the server's process. */
  public PerduraServerBuilder with(String property, String value) {
    properties.put(property, value);
    return this;
  }

  /** Sets an environment variable of the server's process. */
  public PerduraServerBuilder withEnvironment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Lets it work on this database. */
  public PerduraServerBuilder on(Database database) {
    properties.putAll(database.settings());
    return this;
  }

  /** Asks for this key, from the loopback interface too. */
  public PerduraServerBuilder withKey(String key) {
    properties.remove("perdura.key.open-to-loopback");
    return with("perdura.key", key);
  }

  /** Adds the orchestrators and activities of {@code io.perdura.testing.functions}. */
  public PerduraServerBuilder withTestFunctions() {
    return withJar(FunctionsJar.file());
  }

  /** Adds the functions of {@code io.perdura.testing.methods} to the web application. */
  public PerduraServerBuilder withMethodFunctions() {
    FunctionsJar.ofMethods().forEach(this::withJar);
    return this;
  }

  /** Puts the functions of {@code io.perdura.testing.methods} into a folder outside the WAR. */
  public PerduraServerBuilder withMethodFunctionsInFolder() {
    return withFunctionsFolder(FunctionsJar.ofMethods());
  }

  /** Configures a new folder of functions that holds copies of these JARs. */
  public PerduraServerBuilder withFunctionsFolder(List<Path> jars) {
    Path folder = TestFolders.target().resolve("servers").resolve(TestFolders.unique("folder"));
    try {
      Files.createDirectories(folder);
      for (Path jar : jars) {
        Files.copy(jar, folder.resolve(jar.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return with("perdura.functions.folder", folder.toString());
  }

  /** Adds a JAR to the web application, as if it were in {@code WEB-INF/lib}. */
  public PerduraServerBuilder withJar(Path jar) {
    extraJars.add(jar);
    return this;
  }

  /** Deploys under this path, which begins with a slash. */
  public PerduraServerBuilder under(String path) {
    this.contextPath = path;
    return this;
  }

  /** Deploys another WAR than the one this project builds. */
  public PerduraServerBuilder war(Path file) {
    this.war = file;
    return this;
  }

  /** Runs with these options in place of the ones that suit tests. */
  public PerduraServerBuilder jvm(String... options) {
    this.jvmOptions = List.of(options);
    return this;
  }

  /** Starts the server and returns once it answers. */
  public PerduraServer start() {
    try {
      Path folder = Files.createDirectories(TestFolders.target().resolve("servers"));
      Path log = folder.resolve(TestFolders.unique(name) + ".log");
      PerduraServer server = new PerduraServer(this, log);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String contextPath() {
    return contextPath;
  }

  Process launch(Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }

  private List<String> command() throws IOException {
    Path temporary =
        TestFolders.target().resolve("servers").resolve(TestFolders.unique("webapp-" + name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    properties.forEach((property, value) -> command.add("-D" + property + "=" + value));
    command.addAll(List.of("-cp", containerClassPath(), JettyMain.class.getName()));
    command.addAll(List.of(war.toString(), contextPath.isEmpty() ? "/" : contextPath));
    command.add(Files.createDirectories(temporary).toString());
    command.add(extraJars.stream().map(Path::toString).collect(Collectors.joining(",")));
    return command;
  }

  private static String containerClassPath() {
    Stream<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry -> CONTAINER_JARS.matcher(Path.of(entry).getFileName().toString()).matches());
    return Stream.concat(Stream.of(FunctionsJar.launcher().toString()), jars)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
