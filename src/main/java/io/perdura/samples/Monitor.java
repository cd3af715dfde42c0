package io.perdura.samples;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.Orchestrator;
import io.perdura.orchestration.TaskOrchestrationContext;
import java.time.Duration;
import java.time.Instant;

/** Looks at a job again and again until it is done, or for as long as it may take. */
public final class Monitor {

  /**
   * The orchestration's input; each null takes its default.
   *
   * @param jobSeconds how long the job takes, 10 by default
   * @param pollSeconds pause between looks, 1 by default
   * @param expirySeconds when to give up, 60 by default
   */
  public record Watch(Long jobSeconds, Long pollSeconds, Long expirySeconds) {

    private static Duration seconds(Long given, long otherwise) {
      return Duration.ofSeconds(given == null ? otherwise : given);
    }
  }

  /** A job that somebody else runs. */
  public record Job(Instant doneAt) {}

  /**
   * What came of it.
   *
   * @param outcome {@code Done} or {@code Expired}
   * @param looks how often the job was looked at
   */
  public record Report(String outcome, int looks) {}

  /** Watches a job. */
  @Orchestrator("Monitor")
  public Report watch(TaskOrchestrationContext ctx) {
    Watch given = ctx.getInput(Watch.class);
    Watch watch = given == null ? new Watch(null, null, null) : given;
    Instant begin = ctx.getCurrentInstant();
    Instant expiry = begin.plus(Watch.seconds(watch.expirySeconds(), 60));
    Job job = new Job(begin.plus(Watch.seconds(watch.jobSeconds(), 10)));
    for (int looks = 1; ; looks++) {
      String status = ctx.callActivity("LookAtJob", job, String.class).await();
      ctx.setCustomStatus(status);
      if (status.equals("Done")) {
        return new Report("Done", looks);
      }
      Instant next = ctx.getCurrentInstant().plus(Watch.seconds(watch.pollSeconds(), 1));
      if (next.isAfter(expiry)) {
        return new Report("Expired", looks);
      }
      ctx.createTimer(next).await();
    }
  }

  /** How the job stands now. */
  @Activity("LookAtJob")
  public String lookAtJob(Job job) {
    return Instant.now().isBefore(job.doneAt()) ? "Running" : "Done";
  }
}
