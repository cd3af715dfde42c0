package io.perdura.dispatcher;

import io.perdura.taskhub.TaskHub;
import io.perdura.taskhub.TimerRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Keeps the timers of the coming minute on the agenda; later ones stay in the database. */
final class NearTimers {

  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final Duration READ_AHEAD = Duration.ofSeconds(30);

  private final HubServices services;
  private final int partition;
  private final Agenda agenda;
  private Instant horizon = Instant.EPOCH;

  NearTimers(HubServices services, int partition, Agenda agenda) {
    this.services = services;
    this.partition = partition;
    this.agenda = agenda;
  }

  /** Reads the timers of the next stretch of time when the last one is about to run out. */
  void readAhead(Instant now) {
    if (horizon.isBefore(now.plus(READ_AHEAD))) {
      // databases keep microseconds: a finer horizon would leave timers between it and itself
      Instant until = now.plus(WINDOW).truncatedTo(ChronoUnit.MICROS);
      TaskHub hub = services.hub();
      List<TimerRow> timers =
          services
              .database()
              .read(
                  tx ->
                      services.tables().timers().findDue(tx, hub.id(), partition, horizon, until));
      horizon = until;
      timers.forEach(this::arm);
    }
  }

  /** Arms timers that have just been committed. */
  void committed(List<TimerRow> timers) {
    timers.stream().filter(timer -> !timer.fireAt().isAfter(horizon)).forEach(this::arm);
  }

  private void arm(TimerRow timer) {
    agenda.add(timer.fireAt(), new Delivery.TimerDue(timer));
  }
}
