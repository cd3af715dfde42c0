package io.perdura.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  /** What a template of a resource demands of a segment, which no path of a document shows. */
  private static final Pattern DEMAND = Pattern.compile(":[^/]*}(?=/|$)");

  private static final Pattern TEMPLATE = Pattern.compile("\\{(\\w+)}");

  private final JsonNode document = read();

  private static JsonNode read() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
      return JsonMapper.builder().build().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void documentsTheRoutesThatExistAndNoOthers() {
    assertThat(documentedRoutes()).containsExactlyInAnyOrderElementsOf(existingRoutes());
  }

  @Test
  void documentsTheMembersOfAStatusInTheirOrder() {
    Stream<String> members =
        Arrays.stream(InstanceView.class.getRecordComponents()).map(RecordComponent::getName);

    JsonNode schema = document.at("/components/schemas/InstanceStatus/properties");
    assertThat(schema.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyElementsOf(members.toList());
  }

  private static Set<String> existingRoutes() {
    return HttpApi.RESOURCES.stream()
        .map(Resource::from)
        .flatMap(resource -> routes("", resource))
        .filter(route -> route.contains(" /" + ApiBase.CANONICAL))
        .map(route -> route.replace("/" + ApiBase.CANONICAL, ""))
        .map(route -> DEMAND.matcher(route).replaceAll("}"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> routes(String parent, Resource resource) {
    String path = (parent + "/" + resource.getPath()).replaceAll("/+", "/");
    Stream<String> own =
        resource.getResourceMethods().stream()
            .map(ResourceMethod::getHttpMethod)
            .map(method -> method + " " + path);
    return Stream.concat(
        own, resource.getChildResources().stream().flatMap(child -> routes(path, child)));
  }

  private Set<String> documentedRoutes() {
    Set<String> routes = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        routes.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    return routes;
  }

  @Test
  void everyTemplateOfAPathIsAParameterOfItsOperations() {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      Set<String> templates =
          TEMPLATE
              .matcher(path.getKey())
              .results()
              .map(match -> match.group(1))
              .collect(Collectors.toSet());
      for (JsonNode operation : path.getValue()) {
        assertThat(pathParameters(operation)).as(path.getKey()).isEqualTo(templates);
      }
    }
  }

  private Set<String> pathParameters(JsonNode operation) {
    return operation
        .path("parameters")
        .valueStream()
        .map(parameter -> document.at(parameter.path("$ref").asText().substring(1)))
        .filter(parameter -> parameter.path("in").asText().equals("path"))
        .map(parameter -> parameter.path("name").asText())
        .collect(Collectors.toSet());
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
    Set<String> references =
        Pattern.compile("\"#(/components/[^\"]+)\"")
            .matcher(document.toString())
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());
    Set<String> components = new TreeSet<>();
    for (Map.Entry<String, JsonNode> kind : document.path("components").properties()) {
      if (!kind.getKey().equals("securitySchemes")) {
        kind.getValue()
            .fieldNames()
            .forEachRemaining(name -> components.add("/components/" + kind.getKey() + "/" + name));
      }
    }

    assertThat(references).containsExactlyInAnyOrderElementsOf(components);
  }

  @Test
  void serversAreTheBasePaths() {
    assertThat(document.path("servers").findValuesAsText("url"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ApiBase.values()).map(base -> "/" + base.path()).toList());
  }
}
