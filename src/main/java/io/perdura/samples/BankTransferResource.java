package io.perdura.samples;

import io.perdura.client.DurableClient;
import io.perdura.http.CheckStatusResponses;
import io.perdura.orchestration.DataConverter;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The HTTP trigger of the bank transfer sample. */
@Path("api/bank_transfer")
public final class BankTransferResource {

  private static final int MAX_BODY_BYTES = 1 << 20;

  private final DurableClient client;
  private final CheckStatusResponses responses;
  private final DataConverter converter = new DataConverter();

  @Inject
  public BankTransferResource(DurableClient client, CheckStatusResponses responses) {
    this.client = client;
    this.responses = responses;
  }

  /** Starts a transfer and answers where to watch it. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public CompletionStage<Response> start(InputStream body, @Context ContainerRequestContext request)
      throws IOException {
    BankTransfer.Transfer transfer = read(body.readNBytes(MAX_BODY_BYTES));
    String fault = transfer == null ? "The body is not a transfer" : transfer.fault();
    if (fault != null) {
      return CompletableFuture.completedFuture(
          Response.status(400)
              .type("application/json; charset=utf-8")
              .entity(Map.of("error", fault))
              .build());
    }
    return client
        .start("BankTransfer", null, converter.serialize(transfer))
        .thenApplyAsync(id -> responses.createCheckStatusResponse(request, id));
  }

  private BankTransfer.Transfer read(byte[] body) {
    try {
      return converter.deserialize(
          new String(body, StandardCharsets.UTF_8), BankTransfer.Transfer.class);
    } catch (DataConverter.DataConverterException e) {
      return null;
    }
  }
}
