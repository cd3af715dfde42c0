package io.perdura.http;

import io.perdura.taskhub.PurgeRow;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The answers about background purges. */
final class PurgeAnswers {

  private static final int RETRY_AFTER_SECONDS = 5;

  private PurgeAnswers() {}

  /** To the request that asked for the purge. */
  static Response accepted(ApiRequest request, PurgeRow purge) {
    return running(purge, request.urlOf("/purges/" + purge.id()))
        .header(AsyncPreference.APPLIED_HEADER, AsyncPreference.NAME)
        .build();
  }

  /** 202 as long as it runs, as for the status of an instance; 200 when it has ended. */
  static Response status(ApiRequest request, PurgeRow purge) {
    return purge.state() == PurgeRow.State.RUNNING
        ? running(purge, request.url()).build()
        : Answers.json(200, BackgroundPurgeView.of(purge)).build();
  }

  private static Response.ResponseBuilder running(PurgeRow purge, String url) {
    return Answers.json(202, BackgroundPurgeView.of(purge))
        .header(HttpHeaders.LOCATION, url)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
  }
}
