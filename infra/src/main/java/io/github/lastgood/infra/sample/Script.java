package io.github.lastgood.infra.sample;

import java.util.List;

/// What the sample's containers run: nginx, and a visitor.
final class Script {
  private Script() {}

  /// Answers 200.
  static List<String> good() {
    return shell(serve(200) + " && exec nginx -g 'daemon off;'");
  }

  /// Answers 200 for ten minutes, then 503, and stays healthy for the load balancer: ECS calls the
  /// deployment completed long before, and watches no alarm any more.
  static List<String> bad() {
    return shell(
        serve(200)
            + "; { sleep 600; "
            + serve(503)
            + "; nginx -s reload; } & exec nginx -g 'daemon off;'");
  }

  /// Calls the service twice a second, so that it has answers to be judged by.
  static List<String> visit(String url) {
    return shell("while true; do wget -q -O /dev/null " + url + "; sleep 0.5; done");
  }

  private static String serve(int status) {
    return ("echo 'server { listen 8080; access_log off;"
            + " location /health { return 200; } location / { return %d; } }'"
            + " > /etc/nginx/conf.d/default.conf")
        .formatted(status);
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }
}
