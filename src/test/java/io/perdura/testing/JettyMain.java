package io.perdura.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import javax.naming.NamingException;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.plus.jndi.Resource;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.h2.jdbcx.JdbcConnectionPool;
import org.slf4j.LoggerFactory;

/**
 * Runs one WAR in Jetty until it is told to stop or the process that started it is gone. Arguments:
 * the WAR, the context path, a folder for temporary files, and JARs to add to the web application
 * (comma-separated, may be empty).
 */
public final class JettyMain {

  /** What the line that tells the port begins with. */
  static final String READY = "Test server listens on port ";

  /** Lets ids through that Jetty finds ambiguous, so that the application answers for them. */
  private static final String LENIENT =
      "RFC3986,AMBIGUOUS_PATH_SEGMENT,AMBIGUOUS_PATH_PARAMETER,AMBIGUOUS_EMPTY_SEGMENT,"
          + "AMBIGUOUS_PATH_SEPARATOR,AMBIGUOUS_PATH_ENCODING,UTF16_ENCODINGS,"
          + "SUSPICIOUS_PATH_CHARACTERS,ILLEGAL_PATH_CHARACTERS,BAD_UTF8_ENCODING,"
          + "TRUNCATED_UTF8_ENCODING";

  private JettyMain() {}

  public static void main(String[] args) throws Exception {
    endWithParent();
    ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.INFO);
    Server server = new Server();
    server.setErrorHandler(jsonErrors());
    server.addConnector(connector(server));
    server.setHandler(webApp(args[0], args[1], args[2], args[3]));
    bindDataSource();
    server.setStopAtShutdown(true);
    server.start();
    System.out.println(READY + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    System.out.flush();
  }

  /** As in the configuration that the project brings for Jetty. */
  private static ErrorHandler jsonErrors() {
    ErrorHandler errors = new ErrorHandler();
    errors.setDefaultResponseMimeType("application/json");
    errors.setShowStacks(false);
    return errors;
  }

  /**
   * What an operator's configuration of a container does, when the test asks for it. A pool keeps
   * H2 from opening the file anew for each connection, which now and then loses the URL's MODE.
   */
  private static void bindDataSource() throws NamingException {
    String url = System.getProperty("perdura.test.jndi-url");
    if (url != null) {
      new Resource("jdbc/perdura", JdbcConnectionPool.create(url, "sa", ""));
    }
  }

  private static ServerConnector connector(Server server) {
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.from(LENIENT));
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    return connector;
  }

  private static WebAppContext webApp(
      String war, String contextPath, String temporary, String extraJars) {
    WebAppContext context = new WebAppContext(war, contextPath);
    context.setTempDirectory(Path.of(temporary).toFile());
    context.addConfiguration(new AnnotationConfiguration());
    context.setThrowUnavailableOnStartupException(true);
    context.getHiddenClassMatcher().add("io.perdura.", "ch.qos.logback.", "org.slf4j.");
    if (!extraJars.isEmpty()) {
      context.setExtraClasspath(extraJars);
    }
    return context;
  }

  private static void endWithParent() {
    Thread watch = new Thread(JettyMain::haltAtEndOfInput, "end-with-parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static void haltAtEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("Standard input is broken: " + e);
    }
    Runtime.getRuntime().halt(1);
  }
}
