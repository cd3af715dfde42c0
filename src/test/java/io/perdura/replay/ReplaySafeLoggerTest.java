package io.perdura.replay;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an orchestrator logs appears once, however often its code runs. */
class ReplaySafeLoggerTest {

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger target = new LoggerContext().getLogger("orders");

  ReplaySafeLoggerTest() {
    logged.start();
    target.setLevel(Level.INFO);
    target.addAppender(logged);
  }

  private List<String> messages() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aMessageIsLoggedInTheTurnThatReachesIt() {
    Replayed run =
        Replayed.start(
            ctx -> {
              org.slf4j.Logger log = ctx.createReplaySafeLogger(target);
              log.info("begins {} {}", ctx.getInstanceId(), 1);
              ctx.callActivity("A").await();
              log.atInfo().addArgument("A").log("{} is done");
              log.debug("below the level");
              ctx.callActivity("B").await();
            });
    List<String> firstTurn = List.of("begins instance 1", "begins instance 1");
    assertThat(messages()).as("once re-executed, once on its thread").isEqualTo(firstTurn);
    run.taskCompleted(0, null);
    assertThat(messages()).hasSize(4).endsWith("A is done", "A is done");
    run.taskCompleted(1, null);
    assertThat(messages()).hasSize(4);
  }

  @Test
  void theCauseIsLogged() {
    Replayed.start(
        ctx ->
            ctx.createReplaySafeLogger(target)
                .error("order {} failed", 7, new IllegalStateException("card declined")));
    assertThat(messages()).containsOnly("order 7 failed");
    assertThat(logged.list.get(0).getThrowableProxy().getMessage()).isEqualTo("card declined");
  }

  @Test
  void theLevelOfTheLoggerIsKept() {
    Replayed.start(
        ctx -> {
          org.slf4j.Logger log = ctx.createReplaySafeLogger(target);
          log.warn("%s %s %s".formatted(log.getName(), log.isInfoEnabled(), log.isDebugEnabled()));
        });
    assertThat(messages()).containsOnly("orders true false");
  }
}
