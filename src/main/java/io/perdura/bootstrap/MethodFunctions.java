package io.perdura.bootstrap;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Entity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;
import io.perdura.orchestration.TaskEntityFunction;
import io.perdura.orchestration.TaskEntityOperation;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** Makes functions of annotated methods. */
final class MethodFunctions {

  private MethodFunctions() {}

  /** Where one argument of a call comes from. */
  @FunctionalInterface
  private interface Argument {
    Object of(TaskActivityContext ctx);
  }

  /**
   * The method as an orchestrator.
   *
   * @throws IllegalArgumentException when it cannot be one
   */
  static TaskOrchestration orchestration(Method method) {
    if (method.getParameterCount() != 1
        || method.getParameterTypes()[0] != TaskOrchestrationContext.class) {
      throw unusable(method, Orchestrator.class, "needs one parameter: TaskOrchestrationContext");
    }
    MethodHandle call = call(method, Orchestrator.class);
    boolean returnsOutput = method.getReturnType() != void.class;
    return ctx -> {
      Object output = invoke(call, ctx);
      if (returnsOutput) {
        ctx.complete(output);
      }
    };
  }

  /**
   * The method as an activity.
   *
   * @throws IllegalArgumentException when it cannot be one
   */
  static TaskActivity activity(Method method) {
    List<Class<?>> types = List.of(method.getParameterTypes());
    long contexts = types.stream().filter(type -> type == TaskActivityContext.class).count();
    if (contexts > 1 || types.size() - contexts > 1) {
      throw unusable(
          method, Activity.class, "takes more than one input and one TaskActivityContext");
    }
    MethodHandle call = call(method, Activity.class);
    List<Argument> arguments =
        Arrays.stream(method.getParameters()).map(MethodFunctions::argument).toList();
    return ctx -> invoke(call, arguments.stream().map(argument -> argument.of(ctx)).toArray());
  }

  /**
   * The method as an entity.
   *
   * @throws IllegalArgumentException when it cannot be one
   */
  static TaskEntityFunction entity(Method method) {
    if (method.getParameterCount() != 1
        || method.getParameterTypes()[0] != TaskEntityOperation.class) {
      throw unusable(method, Entity.class, "needs one parameter: TaskEntityOperation");
    }
    MethodHandle call = call(method, Entity.class);
    return operation -> invoke(call, operation);
  }

  private static Argument argument(Parameter parameter) {
    Type type = parameter.getParameterizedType();
    if (type == TaskActivityContext.class) {
      return ctx -> ctx;
    }
    return parameter.getType().isPrimitive()
        ? ctx -> present(ctx, type)
        : ctx -> ctx.getInput(type);
  }

  private static Object present(TaskActivityContext ctx, Type type) {
    Object input = ctx.getInput(type);
    if (input == null) {
      throw new IllegalArgumentException(
          "The activity '%s' needs an input".formatted(ctx.getName()));
    }
    return input;
  }

  private static MethodHandle call(Method method, Class<? extends Annotation> annotation) {
    try {
      return ReflectiveCalls.of(method);
    } catch (IllegalArgumentException e) {
      throw unusable(method, annotation, e.getMessage());
    }
  }

  private static Object invoke(MethodHandle call, Object... arguments) {
    try {
      return (Object) call.invokeExact(arguments);
    } catch (Throwable thrown) {
      throw MethodFunctions.<RuntimeException>asUnchecked(thrown);
    }
  }

  /**
   * Whatever a method throws goes on as it is: failures name its class, and waiting is an Error.
   */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asUnchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private static IllegalArgumentException unusable(
      Method method, Class<? extends Annotation> annotation, String why) {
    return new IllegalArgumentException(
        "The method %s is marked as @%s but %s"
            .formatted(Origin.of(method), annotation.getSimpleName(), why));
  }
}
