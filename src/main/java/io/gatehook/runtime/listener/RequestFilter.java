package io.gatehook.runtime.listener;

import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.util.HttpStatus;

/**
 * Stands behind what reads HTTP: judges heads, gathers bodies, so that no thread waits for a slow
 * client, and lets complete requests pass in their turn.
 */
final class RequestFilter extends BaseFilter {
  private final ListenerGuard guard;
  private final long maxBody;

  /**
   * @param maxBody bytes that any resource takes at most
   */
  RequestFilter(ListenerGuard guard, long maxBody) {
    this.guard = guard;
    this.maxBody = maxBody;
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    Connection<?> connection = context.getConnection();
    HttpContent content = context.getMessage();
    HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
    if (HttpContent.isBroken(content)) {
      return context.getStopAction(); // the server has answered that
    }
    if (guard.connections().phase(connection) != Phase.BODY) {
      guard.asked(connection, String.valueOf(request.getMethod()));
      Optional<Answer> refusal = HeadRules.refusal(RawHead.text(request));
      if (refusal.isPresent()) {
        return refuse(context, refusal.get());
      }
      if (!guard.connections().enter(connection, Phase.BODY)) {
        return context.getStopAction();
      }
    }
    return body(context, content, request);
  }

  private NextAction body(
      FilterChainContext context, HttpContent content, HttpRequestPacket request) {
    long bytes = content.getContent().remaining();
    if (Math.max(bytes, request.getContentLength()) > maxBody) {
      return refuse(context, Answer.of(413, "the body is larger than %d bytes".formatted(maxBody)));
    }
    if (!guard.hold(context.getConnection(), bytes)) {
      return context.getStopAction();
    }
    if (!content.isLast()) {
      askForTheRest(context, request);
      return context.getStopAction(content);
    }
    return guard.answer(context, request.getRequestURI(), bytes);
  }

  /** The end of an answer, from above; a wish for another protocol, from below: nobody minds it. */
  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event == HttpServerFilter.RESPONSE_COMPLETE_EVENT) {
      guard.answered(context.getConnection());
    }
    if (event instanceof HttpEvents.IncomingHttpUpgradeEvent upgrade) {
      upgrade.getHttpHeader().setIgnoreContentModifiers(false);
      upgrade.getHttpHeader().getUpgradeDC().recycle(); // else its connection ends with the answer
      return context.getStopAction();
    }
    return context.getInvokeAction();
  }

  private NextAction refuse(FilterChainContext context, Answer answer) {
    guard.refuse(context.getConnection(), answer);
    return context.getStopAction();
  }

  /** A client may send no body until it is told to; the server would say so to who reads it. */
  private static void askForTheRest(FilterChainContext context, HttpRequestPacket request) {
    if (request.requiresAcknowledgement()) {
      HttpResponsePacket response = request.getResponse();
      response.setStatus(HttpStatus.CONINTUE_100);
      response.setAcknowledgement(true);
      context.write(response);
      response.setStatus(HttpStatus.OK_200);
    }
  }
}
