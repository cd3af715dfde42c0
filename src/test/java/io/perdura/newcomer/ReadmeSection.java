package io.perdura.newcomer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The code blocks of one section of the README. */
final class ReadmeSection {

  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```\\n", Pattern.DOTALL);
  private static final Pattern FILE_NAME = Pattern.compile("`([\\w./-]+\\.\\w+)`:\\s*$");

  /** A file that the reader is told to write. */
  record SourceFile(String name, String text) {}

  private final String text;

  ReadmeSection(String title) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf("\n## " + title + "\n");
    this.text = readme.substring(start + 1, readme.indexOf("\n## ", start + 1) + 1);
  }

  /** The files, each named at the end of the text before it. */
  List<SourceFile> files() {
    return blocks()
        .filter(block -> !block.group(1).isEmpty())
        .map(block -> new SourceFile(nameBefore(block), block.group(2)))
        .toList();
  }

  private String nameBefore(MatchResult block) {
    Matcher name = FILE_NAME.matcher(text.substring(0, block.start()));
    if (!name.find()) {
      throw new IllegalStateException("No name before the file " + block.group(2));
    }
    return name.group(1);
  }

  /** What the reader types, line by line, without what is shown with its answer. */
  List<String> commands() {
    return blocks()
        .filter(block -> block.group(1).isEmpty() && !block.group(2).startsWith("$"))
        .flatMap(block -> block.group(2).lines())
        .toList();
  }

  /** The request of {@code curl} and the answer that the reader is promised. */
  CurlExample curl() {
    return blocks()
        .map(block -> block.group(2))
        .filter(block -> block.startsWith("$ curl"))
        .map(CurlExample::new)
        .findFirst()
        .orElseThrow();
  }

  private Stream<MatchResult> blocks() {
    return BLOCK.matcher(text).results();
  }
}
