package io.perdura.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The API's OpenAPI document (contract, section 4): with the API, and for everybody at the
 * application's root, as it holds no secret.
 */
@Path("")
public final class OpenApiResource {

  private static final String NAME = "openapi.json";
  private static final ObjectNode DOCUMENT = load();

  private static ObjectNode load() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(NAME)) {
      return JsonMapper.builder().build().readValue(in, ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document below one of the API's base paths. */
  @GET
  @Path(ApiBase.CANONICAL + "/" + NAME)
  public Response inApi(@Context ContainerRequestContext request) {
    return document(request);
  }

  /** The document at the application's root. */
  @GET
  @Path(NAME)
  public Response atRoot(@Context ContainerRequestContext request) {
    return document(request);
  }

  /** With its servers where the client reaches them. */
  private static Response document(ContainerRequestContext request) {
    ObjectNode document = DOCUMENT.deepCopy();
    String root = (String) request.getProperty(RequestProperties.ROOT);
    for (JsonNode server : document.withArray("servers")) {
      ((ObjectNode) server).put("url", root + server.path("url").asText());
    }
    return Answers.json(200, document).build();
  }
}
