package io.perdura.http;

import io.perdura.client.NewOrchestrationInstanceOptions;

/**
 * What the query says about a start: parameters that the original lacks, {@code startTime}, {@code
 * version}, {@code tag=name:value} and {@code onConflict}.
 */
final class StartOptions {

  private static final String TAG = "tag";

  private StartOptions() {}

  static NewOrchestrationInstanceOptions of(QueryParameters query) {
    NewOrchestrationInstanceOptions options =
        new NewOrchestrationInstanceOptions()
            .setStartTime(query.timestamp("startTime").orElse(null))
            .setVersion(query.text("version").map(String::strip).orElse(null))
            .setConflictPolicy(OnConflict.of(query));
    query.texts(TAG).forEach(tag -> addTag(options, tag));
    return options;
  }

  private static void addTag(NewOrchestrationInstanceOptions options, String tag) {
    int colon = tag.indexOf(':');
    String name = colon < 0 ? "" : tag.substring(0, colon).strip();
    if (name.isEmpty()) {
      throw QueryParameters.invalid(TAG, tag, "is not of the form name:value");
    }
    if (options.getTags().containsKey(name)) {
      throw QueryParameters.invalid(TAG, tag, "gives a tag that is given already");
    }
    options.setTag(name, tag.substring(colon + 1).strip());
  }
}
