package io.github.lastgood.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Which operation of which service a request asks for.
///
/// @param service in short, for example `ecs`
/// @param name as the API names it, for example `DescribeServices`
/// @param request the parameters; flat and all texts where the service speaks a query protocol
record AwsOperation(String service, String name, JsonNode request) {
  private static final String ROUTE53 = "/2013-04-01/";

  /// The JSON protocols name the operation in a header, the query protocols in the body, Route 53
  /// in method and path.
  static AwsOperation of(String method, String path, Headers headers, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (path.startsWith(ROUTE53)) {
      String name = route53(method, path.substring(ROUTE53.length()));
      return new AwsOperation("route53", name, Json.object().put("path", path).put("body", text));
    }
    String target = headers.getFirst("X-Amz-Target");
    if (target != null) {
      String[] parts = target.split("\\.", 2);
      return new AwsOperation(service(parts[0]), parts[1], Json.read(text));
    }
    ObjectNode form = Json.object();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    String version = form.path("Version").asText();
    return new AwsOperation(service(version), form.path("Action").asText("?"), form);
  }

  private static String route53(String method, String path) {
    if (path.startsWith("change/")) {
      return "GetChange";
    }
    if (path.contains("/rrset")) {
      return method.equals("GET") ? "ListResourceRecordSets" : "ChangeResourceRecordSets";
    }
    return "?";
  }

  /// @param prefix of the target header, or the API version where there is no such header
  private static String service(String prefix) {
    return switch (prefix) {
      case "DynamoDB_20120810" -> "dynamodb";
      case "AmazonEC2ContainerServiceV20141113" -> "ecs";
      case "AmazonEC2ContainerRegistry_V20150921" -> "ecr";
      case "AWSEvents" -> "events";
      case "CodePipeline_20150709" -> "codepipeline";
      case "2010-08-01" -> "cloudwatch";
      case "2010-03-31" -> "sns";
      case "2015-12-01" -> "elasticloadbalancing";
      case "2011-01-01" -> "autoscaling";
      case "2016-11-15" -> "ec2";
      case "CodeDeploy_20141006" -> "codedeploy";
      default -> prefix;
    };
  }
}
