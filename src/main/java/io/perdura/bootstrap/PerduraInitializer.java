package io.perdura.bootstrap;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Entity;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.Orchestrator;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.glassfish.jersey.server.ResourceConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the container starts the application. It hands over the functions and resources found
 * anywhere in the WAR; the functions folder is looked through here.
 */
@HandlesTypes({Orchestrator.class, Activity.class, Entity.class, Path.class})
public final class PerduraInitializer implements ServletContainerInitializer {

  private static final String SAMPLES = "io.perdura.samples.";
  private static final Logger LOG = LoggerFactory.getLogger(PerduraInitializer.class);

  @Override
  public void onStartup(Set<Class<?>> found, ServletContext context) throws ServletException {
    CloseStack opened = new CloseStack();
    boolean complete = false;
    try {
      start(found == null ? Set.of() : found, context, opened);
      complete = true;
    } catch (RuntimeException e) {
      String message = "Perdura cannot start. " + reason(e);
      LOG.error(message, e instanceof StartupException ? null : e);
      throw new ServletException(message, e);
    } finally {
      if (!complete) {
        opened.close();
      }
    }
  }

  private static String reason(RuntimeException e) {
    return e instanceof StartupException ? e.getMessage() : FirstLine.of(e);
  }

  private static void start(Set<Class<?>> found, ServletContext context, CloseStack opened) {
    Settings settings = new SettingsReader(new SettingSource()).read();
    FunctionsFolder folder = FunctionsFolder.open(settings.functionsFolder());
    opened.add(folder::close);
    Problems problems = new Problems();
    List<Class<?>> classes = new ArrayList<>(found);
    classes.addAll(folder.classes(problems));
    if (!settings.samples()) {
      classes.removeIf(type -> type.getName().startsWith(SAMPLES));
    }
    FunctionRegistry functions = FunctionDiscovery.functions(classes, problems);
    problems.refuseAny();
    PerduraApplication application = new PerduraApplication(settings, functions);
    opened.add(application::close);
    addFilter(context, application, ResourceDiscovery.resources(classes));
    context.addListener(new ApplicationLifecycle(application, settings, functions, opened));
  }

  private static void addFilter(
      ServletContext context, PerduraApplication application, List<Class<?>> ownResources) {
    ResourceConfig resources = new ResourceConfig();
    application.register(resources);
    ownResources.forEach(resources::register);
    FilterRegistration.Dynamic filter =
        context.addFilter(
            "perdura", new ApplicationFilter(application, resources, new StaticFiles(context)));
    filter.setAsyncSupported(true);
    // behind the filters of the application's author, who may want to guard what is ours
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }
}
