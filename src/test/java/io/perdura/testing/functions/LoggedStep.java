package io.perdura.testing.functions;

import io.perdura.orchestration.Activity;
import io.perdura.orchestration.TaskActivity;
import io.perdura.orchestration.TaskActivityContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Puts one line on disk before it answers: instance id, step, time. The file is named by the system
 * property {@code perdura.test.run-log}.
 */
@Activity
public final class LoggedStep implements TaskActivity {

  @Override
  public Object run(TaskActivityContext ctx) throws IOException {
    String step = ctx.getInput(String.class);
    append("%s %s %s%n".formatted(ctx.getInstanceId(), step, Instant.now()));
    return step;
  }

  private static void append(String line) throws IOException {
    Path file = Path.of(System.getProperty("perdura.test.run-log"));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
  }
}
