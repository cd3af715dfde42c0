package io.perdura.bootstrap;

import io.perdura.orchestration.FunctionRegistry;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Starts and stops the engine with the web application. */
final class ApplicationLifecycle implements ServletContextListener {

  private final PerduraApplication application;
  private final Settings settings;
  private final FunctionRegistry functions;
  private final CloseStack opened;

  /**
   * @param opened closed with the web application
   */
  ApplicationLifecycle(
      PerduraApplication application,
      Settings settings,
      FunctionRegistry functions,
      CloseStack opened) {
    this.application = application;
    this.settings = settings;
    this.functions = functions;
    this.opened = opened;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    application.start();
    StartupReport.print(
        application, settings, functions, event.getServletContext().getContextPath());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    opened.close();
  }
}
