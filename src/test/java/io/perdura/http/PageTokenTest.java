package io.perdura.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdura.orchestration.OrchestrationRuntimeStatus;
import io.perdura.taskhub.InstanceFilter;
import io.perdura.taskhub.InstanceOrder;
import io.perdura.taskhub.InvalidRequestException;
import io.perdura.taskhub.PagePosition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

  private static final Instant TIME = Instant.parse("2026-03-01T09:15:42.123456Z");
  private static final InstanceOrder NEWEST =
      new InstanceOrder(InstanceOrder.By.CREATED_TIME, true);

  private static final PageTokens TOKENS = new PageTokens("one secret".getBytes(UTF_8));

  private final PageToken tokens =
      TOKENS.ofInstances("hub@Storage", InstanceFilter.all(), InstanceOrder.DEFAULT);

  static Stream<PagePosition> positions() {
    return Stream.of(
        new PagePosition.ById("order-1042"),
        new PagePosition.ById("a b"),
        new PagePosition.ById("é😀"),
        new PagePosition.ById("t:1:2:3"),
        new PagePosition.ByTime(TIME, Long.MAX_VALUE),
        new PagePosition.ByTime(TIME, 1, TIME.plusNanos(1_000)),
        new PagePosition.ByTime(Instant.parse("1970-01-01T00:00:00.000001Z"), 0));
  }

  @ParameterizedTest
  @MethodSource("positions")
  void tokenLeadsBackToThePosition(PagePosition position) {
    assertThat(tokens.write(position)).matches("[A-Za-z0-9_-]+");
    assertThat(tokens.read(tokens.write(position))).isEqualTo(position);
  }

  @Test
  void missingOrBlankTokenIsTheFirstPage() {
    assertThat(tokens.read(null)).isNull();
    assertThat(tokens.read(" ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "bnVsbA", "%%%", "b3JkZXItMTA0Mg", "_w", "AAAAAAAAAAAAAAAAAA"})
  void garbageIsRefused(String token) {
    assertThatThrownBy(() -> tokens.read(token)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void tokenWithAnyCharacterChangedIsRefused() {
    String token = tokens.write(new PagePosition.ByTime(TIME, 7));
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThatThrownBy(() -> tokens.read(forged))
          .as(forged)
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @Test
  void tokenSignedWithAnotherSecretIsRefused() {
    PageToken forged =
        new PageTokens("another secret".getBytes(UTF_8))
            .ofInstances("hub@Storage", InstanceFilter.all(), InstanceOrder.DEFAULT);
    String token = forged.write(new PagePosition.ById("order-1042"));

    assertThatThrownBy(() -> tokens.read(token)).isInstanceOf(InvalidRequestException.class);
  }

  static Stream<PageToken> otherQueries() {
    InstanceFilter all = InstanceFilter.all();
    Set<OrchestrationRuntimeStatus> any = InstanceFilter.ALL_STATUSES;
    return Stream.of(
        TOKENS.ofInstances("other@Storage", all, InstanceOrder.DEFAULT),
        TOKENS.ofInstances("hub@Storage", all, NEWEST),
        TOKENS.ofInstances(
            "hub@Storage", all, new InstanceOrder(InstanceOrder.By.INSTANCE_ID, true)),
        with(new InstanceFilter(TIME, null, any, List.of(), null)),
        with(new InstanceFilter(null, TIME, any, List.of(), null)),
        with(new InstanceFilter(null, null, Set.of(), List.of(), null)),
        with(new InstanceFilter(null, null, any, List.of("a"), null)),
        with(new InstanceFilter(null, null, any, List.of(), "Name")));
  }

  private static PageToken with(InstanceFilter filter) {
    return TOKENS.ofInstances("hub@Storage", filter, InstanceOrder.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("otherQueries")
  void tokenOfAnotherQueryIsRefused(PageToken other) {
    String token = other.write(new PagePosition.ById("x"));

    assertThatThrownBy(() -> tokens.read(token)).isInstanceOf(InvalidRequestException.class);
  }

  static Stream<Arguments> queriesThatLookAlike() {
    Set<OrchestrationRuntimeStatus> any = InstanceFilter.ALL_STATUSES;
    return Stream.of(
        Arguments.of(
            with(new InstanceFilter(null, null, any, List.of("a", "b"), null)),
            with(new InstanceFilter(null, null, any, List.of("a, b"), null))),
        Arguments.of(
            with(new InstanceFilter(null, null, any, List.of(), null)),
            with(new InstanceFilter(null, null, any, List.of(), "null"))),
        Arguments.of(
            with(InstanceFilter.all()), TOKENS.ofEntities("hub@Storage", null, null, null)),
        Arguments.of(
            TOKENS.ofEntities("hub@Storage", null, null, null),
            TOKENS.ofEntities("hub@Storage", "null", null, null)),
        Arguments.of(
            TOKENS.ofEntities("hub@Storage", "counter", TIME, null),
            TOKENS.ofEntities("hub@Storage", "counter", null, TIME)));
  }

  @ParameterizedTest
  @MethodSource("queriesThatLookAlike")
  void tokenOfAQueryThatLooksAlikeIsRefused(PageToken one, PageToken other) {
    String token = one.write(new PagePosition.ById("x"));

    assertThatThrownBy(() -> other.read(token)).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void letterCaseOfANameAndOrderOfPrefixesMakeNoOtherQuery() {
    PageToken one = with(new InstanceFilter(null, null, Set.of(), List.of("a", "b"), "Name"));
    PageToken same = with(new InstanceFilter(null, null, Set.of(), List.of("b", "a"), "NAME"));

    assertThat(same.read(one.write(new PagePosition.ById("x")))).isNotNull();
  }
}
