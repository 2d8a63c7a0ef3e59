package io.gatehook.handler.webhookcustom;

import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.Preview;
import io.gatehook.handler.request.RequestSender;
import io.gatehook.handler.request.RequestViews;
import io.gatehook.http.HttpCall;
import java.util.List;

/** What came of making the request of one call. */
sealed interface Made {

  /** Ends the call, sending what there is to send. */
  HandlerResult result(RequestSender sender);

  Preview preview();

  /**
   * The request.
   *
   * @param log what the templates said
   */
  record Request(HttpCall call, List<String> log) implements Made {
    @Override
    public HandlerResult result(RequestSender sender) {
      return sender.send(call, log);
    }

    @Override
    public Preview preview() {
      return RequestViews.preview(call, log);
    }
  }

  /**
   * There is none.
   *
   * @param log what the templates said before
   */
  record Failure(Unrendered cause, List<String> log) implements Made {
    @Override
    public HandlerResult result(RequestSender sender) {
      return cause.result(log);
    }

    @Override
    public Preview preview() {
      return cause.preview(log);
    }
  }
}
