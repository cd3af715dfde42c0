package io.perdura.dispatcher;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * The Quartz jobs of this node: dispatchers hold a thread for as long as they run and sleep on it;
 * the lease job runs every second. Quartz places the work; who may commit is decided in the
 * database.
 */
final class NodeScheduler {

  /** One job has one trigger: only then does Quartz keep its runs from overlapping. */
  @DisallowConcurrentExecution
  private static final class LoopJob implements Job {
    private final Runnable loop;

    LoopJob(Runnable loop) {
      this.loop = loop;
    }

    @Override
    public void execute(JobExecutionContext context) {
      loop.run();
    }
  }

  /** Quartz hands out a scheduler it has under the name, and hubs of two databases may agree. */
  private static final AtomicInteger CREATED = new AtomicInteger();

  private final Scheduler scheduler;
  private final Map<String, Runnable> loops = new ConcurrentHashMap<>();

  /**
   * @param name what its threads are called, with a number behind it
   * @param threads the most jobs that run at the same time
   */
  NodeScheduler(String name, int threads) {
    Properties properties = new Properties();
    properties.setProperty(
        "org.quartz.scheduler.instanceName", name + "-" + CREATED.incrementAndGet());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", String.valueOf(threads));
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty(
        "org.quartz.threadPool.threadsInheritContextClassLoaderOfInitializingThread", "true");
    try {
      scheduler = new StdSchedulerFactory(properties).getScheduler();
      scheduler.setJobFactory(
          (bundle, s) -> new LoopJob(loops.get(bundle.getJobDetail().getKey().getName())));
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("The Quartz scheduler cannot be started", e);
    }
  }

  /** Runs the loop once, on a thread of its own. */
  void run(String name, Runnable loop) {
    schedule(
        name,
        () -> {
          try {
            loop.run();
          } finally {
            loops.remove(name);
          }
        },
        TriggerBuilder.newTrigger().startNow().build());
  }

  /** Runs the work now and then every second; a run that lasts longer delays the next. */
  void everySecond(String name, Runnable work) {
    schedule(
        name,
        work,
        TriggerBuilder.newTrigger()
            .startNow()
            .withSchedule(
                SimpleScheduleBuilder.repeatSecondlyForever(1)
                    .withMisfireHandlingInstructionNextWithRemainingCount())
            .build());
  }

  private void schedule(String name, Runnable loop, Trigger trigger) {
    loops.put(name, loop);
    JobDetail job = JobBuilder.newJob(LoopJob.class).withIdentity(name).build();
    try {
      scheduler.scheduleJob(job, trigger);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The job '%s' cannot be scheduled".formatted(name), e);
    }
  }

  /** Starts nothing more; what runs goes on. */
  void standby() {
    try {
      scheduler.standby();
    } catch (SchedulerException e) {
      throw new IllegalStateException("The Quartz scheduler cannot be paused", e);
    }
  }

  /** Ends the scheduler once the jobs that run have ended. */
  void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("The Quartz scheduler cannot be stopped", e);
    }
  }
}
