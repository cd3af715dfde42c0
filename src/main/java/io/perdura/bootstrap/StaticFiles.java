package io.perdura.bootstrap;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The files of the web application, which the container serves. */
final class StaticFiles {

  private static final String WELCOME_FILE = "index.html";
  private static final Set<String> HIDDEN = Set.of("/WEB-INF/", "/META-INF/");

  private final Set<String> paths = new HashSet<>();

  StaticFiles(ServletContext context) {
    collect(context, "/");
  }

  private void collect(ServletContext context, String directory) {
    Set<String> entries = Objects.requireNonNullElse(context.getResourcePaths(directory), Set.of());
    for (String entry : entries) {
      if (!entry.endsWith("/")) {
        paths.add(entry);
      } else if (!HIDDEN.contains(entry)) {
        collect(context, entry);
      }
    }
    if (entries.contains(directory + WELCOME_FILE)) {
      paths.add(directory);
    }
  }

  /** Whether the request asks for one of them. */
  boolean areAskedForBy(HttpServletRequest request) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    String pathInfo = Objects.requireNonNullElse(request.getPathInfo(), "");
    return reads && paths.contains(request.getServletPath() + pathInfo);
  }
}
