package io.github.lastgood.infra.sample;

import io.github.lastgood.infra.SampleSettings.Version;
import java.util.List;

/// What the samples run: nginx and a visitor in containers; a small web server on servers.
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

  /// The user data of a server that visits the load balancer as well. A bad one answers 503 from
  /// its tenth minute on and stays healthy, as the bad container does.
  static String server(Version version, int port, String url) {
    return """
    #!/bin/bash
    cat > /opt/sample.py <<'END'
    import http.server, time
    started = time.monotonic()
    class Sample(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            bad = %s and self.path != '/health' and time.monotonic() - started > 600
            self.send_response(503 if bad else 200)
            self.end_headers()
        def log_message(self, *_):
            pass
    http.server.ThreadingHTTPServer(('', %d), Sample).serve_forever()
    END
    python3 /opt/sample.py &
    while true; do curl -s -o /dev/null %s; sleep 0.5; done &
    """
        .formatted(
            switch (version) {
              case GOOD -> "False";
              case BAD -> "True";
            },
            port,
            url);
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
