package io.perdura.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What {@link io.perdura.testing.functions.LoggedStep} wrote: one line per run of an activity. */
record RunLog(List<Run> runs) {

  /** One run of a step. */
  record Run(String instanceId, String step, Instant time) {

    static Run parse(String line) {
      String[] parts = line.split(" ");
      return new Run(parts[0], parts[1], Instant.parse(parts[2]));
    }
  }

  static RunLog read(Path file) throws IOException {
    return new RunLog(Files.readAllLines(file).stream().map(Run::parse).toList());
  }

  List<Run> of(String instanceId, String step) {
    return runs.stream()
        .filter(run -> run.instanceId().equals(instanceId) && run.step().equals(step))
        .toList();
  }
}
