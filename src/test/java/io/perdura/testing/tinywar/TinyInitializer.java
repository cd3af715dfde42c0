package io.perdura.testing.tinywar;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts a web application of one servlet, which tells the classes marked with {@link Marked}. */
@HandlesTypes(Marked.class)
public final class TinyInitializer implements ServletContainerInitializer {

  @Override
  public void onStartup(Set<Class<?>> marked, ServletContext context) {
    String names =
        marked == null
            ? "none"
            : marked.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(","));
    context.addServlet("tiny", new TinyServlet(names)).addMapping("/*");
  }

  private static final class TinyServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final String names;

    TinyServlet(String names) {
      this.names = names;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json");
      String property = System.getProperty("tiny.word");
      response.getWriter().print("{\"marked\":\"" + names + "\",\"word\":\"" + property + "\"}");
    }
  }
}
