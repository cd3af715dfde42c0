package io.perdura.dispatcher;

import io.perdura.orchestration.FunctionRegistry;
import io.perdura.orchestration.TaskEntity;
import io.perdura.samples.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Entities that tests signal. */
final class TestEntities {

  private final FunctionRegistry registry = new FunctionRegistry();
  private final AtomicInteger atWork = new AtomicInteger();
  private volatile boolean overlapped;

  TestEntities() {
    registry.addEntity("Counter", Counter::new, "test");
    registry.addEntity("Journal", Journal::new, "test");
    registry.addEntity("Keeper", Keeper::new, "test");
    registry.addEntity("Guarded", () -> new Guarded(this), "test");
  }

  FunctionRegistry registry() {
    return registry;
  }

  /** Whether two operations of {@code Guarded} ran at the same time. */
  boolean overlapped() {
    return overlapped;
  }

  /** State of {@link Journal}. */
  static final class Entries {
    public List<String> texts = new ArrayList<>();
  }

  /** Keeps what it is told, in order. */
  static class Journal extends TaskEntity<Entries> {

    @Override
    protected Class<Entries> getStateType() {
      return Entries.class;
    }

    @Override
    protected Entries initializeState() {
      return new Entries();
    }

    public void write(String text) {
      state.texts.add(text);
    }

    public List<String> read() {
      return state.texts;
    }

    public void writeAndFail(String text) {
      state.texts.add(text);
      throw new IllegalStateException("no room for " + text);
    }

    public void overflow() {
      overflow();
    }

    public void burn() {
      state = null;
    }

    public void sign() {
      state.texts.add(context.getId().toString());
    }
  }

  /** Has its own idea of deleting. */
  static final class Keeper extends Journal {

    public void delete() {
      state.texts.add("kept");
    }
  }

  /** Notices operations that overlap. */
  static final class Guarded extends TaskEntity<Integer> {

    private final TestEntities owner;

    Guarded(TestEntities owner) {
      this.owner = owner;
    }

    @Override
    protected Class<Integer> getStateType() {
      return Integer.class;
    }

    @Override
    protected Integer initializeState() {
      return 0;
    }

    public void add(int amount) {
      owner.overlapped |= owner.atWork.incrementAndGet() > 1;
      Thread.yield();
      state += amount;
      owner.atWork.decrementAndGet();
    }
  }
}
