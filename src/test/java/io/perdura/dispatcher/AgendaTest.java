package io.perdura.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgendaTest {

  private static final Instant NOW = Instant.parse("2026-03-01T09:15:42Z");

  private final Agenda agenda = new Agenda();

  @Test
  void whatIsDueSinceLongAgoIsDueNow() {
    agenda.add(Instant.MIN, new Delivery.GoOn(1));
    assertThat(agenda.untilNext(NOW, Duration.ofSeconds(2))).isZero();
  }

  @Test
  void allIsTakenWhenThePartitionIsGivenUpWhateverItsTime() {
    Delivery arrived = new Delivery.GoOn(1);
    Delivery soon = new Delivery.GoOn(2);
    Delivery later = new Delivery.GoOn(3);
    agenda.add(NOW.plusSeconds(9), later);
    agenda.add(NOW.plusSeconds(1), soon);
    agenda.add(arrived);
    assertThat(agenda.takeAll()).containsExactly(arrived, soon, later);
    assertThat(agenda.takeAll()).isEmpty();
  }
}
