package io.perdura.dispatcher;

import io.perdura.orchestration.EntityInstanceId;
import io.perdura.orchestration.EntityOperationFailedException;
import io.perdura.orchestration.FailureDetails;
import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.SignalEntityOptions;
import io.perdura.orchestration.StartOrchestrationOptions;
import io.perdura.orchestration.TaskEntityContext;
import io.perdura.orchestration.TaskEntityOperation;
import io.perdura.orchestration.TaskOrchestration;
import io.perdura.orchestration.TaskOrchestrationContext;
import io.perdura.samples.Account;
import io.perdura.samples.BankTransfer;
import java.time.Instant;
import java.util.Arrays;

/** Orchestrations that have to do with entities, for tests. */
final class EntityOrchestrations {

  private EntityOrchestrations() {}

  static FunctionRegistry registry() {
    FunctionRegistry functions = new TestEntities().registry();
    functions.addPlainEntity("Account", Account::new, "test");
    functions.addPlainEntity("Relay", Relay::new, "test");
    functions.addEntity("Clocked", () -> EntityOrchestrations::clocked, "test");
    functions.addOrchestrator("BankTransfer", BankTransfer::new, "test");
    add(functions, "Count", EntityOrchestrations::count);
    add(functions, "CallAndReport", EntityOrchestrations::callAndReport);
    add(
        functions,
        "CallUnhandled",
        ctx -> ctx.callEntity(journal("unhandled"), "writeAndFail", "x").await());
    add(
        functions,
        "CallUnknown",
        ctx -> ctx.callEntity(new EntityInstanceId("Nobody", "k"), "op").await());
    add(functions, "WriteManyThenRead", EntityOrchestrations::writeManyThenRead);
    add(
        functions,
        "SignalLater",
        ctx ->
            ctx.signalEntity(
                new EntityInstanceId("Clocked", "c"),
                "note",
                null,
                new SignalEntityOptions()
                    .setScheduledTime(Instant.parse(ctx.getInput(String.class)))));
    add(
        functions,
        "Write",
        ctx -> ctx.callEntity(journal(ctx.getInput(String.class)), "write", "other").await());
    add(functions, "Holder", EntityOrchestrations::holder);
    add(functions, "LockAndGo", EntityOrchestrations::lockAndGo);
    add(functions, "Increment", EntityOrchestrations::increment);
    return functions;
  }

  private static void add(FunctionRegistry functions, String name, TaskOrchestration code) {
    functions.addOrchestrator(name, () -> code, "test");
  }

  private static EntityInstanceId journal(String key) {
    return new EntityInstanceId("Journal", key);
  }

  private static void count(TaskOrchestrationContext ctx) {
    EntityInstanceId counter = new EntityInstanceId("COUNTER", "called");
    ctx.callEntity(counter, "ADD", ctx.getInput(Integer.class)).await();
    ctx.complete(ctx.callEntity(counter, "Get", Integer.class).await());
  }

  private static void callAndReport(TaskOrchestrationContext ctx) {
    try {
      ctx.callEntity(journal("reported"), ctx.getInput(String.class), "x").await();
    } catch (EntityOperationFailedException e) {
      FailureDetails details = e.getFailureDetails();
      ctx.complete(details.errorType() + ": " + details.errorMessage());
    }
  }

  private static void writeManyThenRead(TaskOrchestrationContext ctx) {
    EntityInstanceId journal = journal("many");
    for (int i = 0; i < ctx.getInput(Integer.class); i++) {
      ctx.signalEntity(journal, "write", Integer.toString(i));
    }
    ctx.complete(ctx.callEntity(journal, "read", Object.class).await());
  }

  /** Locks the journals of its input, and does what it is told until it is told to end. */
  private static void holder(TaskOrchestrationContext ctx) {
    String[] keys = ctx.getInput(String[].class);
    if (keys.length == 0) {
      return;
    }
    ctx.lockEntities(journals(keys)).await();
    ctx.setCustomStatus("locked");
    var write = ctx.waitForExternalEvent("write");
    var end = ctx.waitForExternalEvent("end");
    var fail = ctx.waitForExternalEvent("fail");
    var again = ctx.waitForExternalEvent("again");
    ctx.anyOf(write, end, fail, again).await();
    if (write.isDone()) {
      ctx.callEntity(journal(keys[0]), "write", ctx.getInstanceId()).await();
      ctx.setCustomStatus("written");
      end.await();
    } else if (fail.isDone()) {
      throw new IllegalStateException("as told");
    } else if (again.isDone()) {
      ctx.continueAsNew(new String[0]);
    }
  }

  private static EntityInstanceId[] journals(String[] keys) {
    return Arrays.stream(keys).map(EntityOrchestrations::journal).toArray(EntityInstanceId[]::new);
  }

  private static void lockAndGo(TaskOrchestrationContext ctx) {
    AutoCloseable locks = ctx.lockEntities(journals(ctx.getInput(String[].class))).await();
    try {
      locks.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads, and writes what it has read plus one. */
  private static void increment(TaskOrchestrationContext ctx) {
    EntityInstanceId[] counters =
        Arrays.stream(ctx.getInput(String[].class))
            .map(key -> new EntityInstanceId("Counter", key))
            .toArray(EntityInstanceId[]::new);
    ctx.lockEntities(counters).await();
    for (EntityInstanceId counter : counters) {
      long value = ctx.callEntity(counter, "get", Long.class).await();
      ctx.callEntity(counter, "reset").await();
      ctx.callEntity(counter, "add", value + 1).await();
    }
  }

  private static Object clocked(TaskEntityOperation operation) {
    Integer count = operation.getState(Integer.class);
    operation.setState(count == null ? 1 : count + 1);
    return null;
  }

  /** Passes on what it is told. */
  static final class Relay {

    private int forwarded;

    public void forward(TaskEntityContext context, String text) {
      forwarded++;
      context.signalEntity(journal("forwarded"), "write", text);
      if (forwarded == 1) {
        context.startNewOrchestration(
            "Count", 3, new StartOrchestrationOptions().setInstanceId("started-by-relay"));
      }
    }

    public void forwardAndFail(String text, TaskEntityContext context) {
      forward(context, text);
      throw new IllegalStateException("not " + text);
    }
  }
}
