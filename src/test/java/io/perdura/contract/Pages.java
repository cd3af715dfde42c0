package io.perdura.contract;

import static io.perdura.contract.Answers.assertJson;

import com.fasterxml.jackson.databind.JsonNode;
import io.perdura.testing.Answer;
import io.perdura.testing.PerduraHttp;
import java.util.ArrayList;
import java.util.List;

/** Listings as clients read them. */
final class Pages {

  static final String TOKEN = "x-ms-continuation-token";

  private Pages() {}

  /** The array of each page, from the first one to the one whose token is empty. */
  static List<JsonNode> all(PerduraHttp http, String path) {
    List<JsonNode> pages = new ArrayList<>();
    String token = "";
    do {
      Answer page = http.getWith(TOKEN, token, path);
      pages.add(assertJson(page, 200));
      token = page.header(TOKEN).orElseThrow();
    } while (!token.isEmpty());
    return pages;
  }

  /** The ids of the instances on all pages. */
  static List<String> ids(PerduraHttp http, String path) {
    return all(http, path).stream()
        .flatMap(page -> page.findValuesAsText("instanceId").stream())
        .toList();
  }
}
