package io.github.lastgood.handler;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// Takes an answer that says "no" for one that did not arrive: Powertools sends the answer to
/// CloudFormation and does not look at what comes back.
record AnsweredHttp(SdkHttpClient http) implements SdkHttpClient {

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var prepared = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        var answer = prepared.call();
        if (!answer.httpResponse().isSuccessful()) {
          throw new IOException("HTTP status " + answer.httpResponse().statusCode());
        }
        return answer;
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
