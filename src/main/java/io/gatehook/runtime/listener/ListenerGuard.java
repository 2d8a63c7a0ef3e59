package io.gatehook.runtime.listener;

import io.gatehook.runtime.listener.Connections.Overdue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.jspecify.annotations.Nullable;

/** Does to the connections what {@link Connections} and {@link RequestQueue} decide. */
final class ListenerGuard {
  private static final String HEALTH = "/health";

  /** Health is asked when all else is full: it has a queue of its own, a short one. */
  private static final int HEALTH_REQUESTS = 8;

  private static final Attribute<Request> ANSWERED =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("io.gatehook.request");

  private static final Attribute<Boolean> HEAD_ONLY =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("io.gatehook.head-only");

  private final ListenerLimits limits;
  private final Farewell farewell;
  private final Connections<Connection<?>> connections;
  private final RequestQueue<Request> queue;
  private final RequestQueue<Request> queueOfHealth;
  private volatile boolean released;

  /**
   * A complete request.
   *
   * @param queue that it waits in
   */
  private record Request(
      Connection<?> connection,
      FilterChainContext context,
      RequestQueue<Request> queue,
      long bytes,
      AtomicBoolean ended) {}

  /**
   * @param secure whether the listener speaks TLS
   * @param nanoTime as {@link System#nanoTime}
   */
  ListenerGuard(ListenerLimits limits, boolean secure, LongSupplier nanoTime) {
    this.limits = limits;
    this.farewell = new Farewell(secure);
    this.connections = new Connections<>(limits, nanoTime);
    this.queue = new RequestQueue<>(limits.requests(), limits.queue(), limits.answeredBytes());
    this.queueOfHealth =
        new RequestQueue<>(HEALTH_REQUESTS, HEALTH_REQUESTS, limits.answeredBytes());
  }

  /** Nothing may be done any more that needs a class which was not needed before. */
  void release() {
    released = true;
  }

  boolean isReleased() {
    return released;
  }

  Connections<Connection<?>> connections() {
    return connections;
  }

  /** False: there is no room, and it goes. */
  boolean open(Connection<?> connection) {
    Optional<Connection<?>> goes = connections.open(connection);
    goes.filter(each -> !each.equals(connection)).ifPresent(Connection::terminateSilently);
    boolean stays = !goes.equals(Optional.of(connection));
    if (!stays) {
      farewell.toNew(
          connection,
          Answer.busy(
              "%d connections are open (gatehook.http.connections)"
                  .formatted(limits.connections())));
    }
    return stays;
  }

  void closed(Connection<?> connection) {
    connections.close(connection);
    giveUp(connection);
  }

  /** The head of a request is there. */
  void asked(Connection<?> connection, String method) {
    HEAD_ONLY.set(connection, method.equals("HEAD"));
  }

  /** Whether the last request of the connection is one whose answer has no body. */
  boolean asksForHeadOnly(Connection<?> connection) {
    return Boolean.TRUE.equals(HEAD_ONLY.get(connection));
  }

  /** So much of a body is there. False: it has to go, to leave room for others. */
  boolean hold(Connection<?> connection, long bytes) {
    Optional<Connection<?>> goes = connections.receiveBody(connection, bytes);
    goes.ifPresent(
        each ->
            refuse(
                each,
                Answer.busy(
                    "More than %d bytes of bodies are on their way"
                        .formatted(limits.waitingBytes()))));
    return !goes.equals(Optional.of(connection));
  }

  /** Lets a complete request pass, now or in its turn. */
  NextAction answer(FilterChainContext context, String path, long bytes) {
    RequestQueue<Request> wanted = path.startsWith(HEALTH) ? queueOfHealth : queue;
    var request = new Request(context.getConnection(), context, wanted, bytes, new AtomicBoolean());
    if (!connections.enter(request.connection(), Phase.QUEUED)) {
      return context.getStopAction();
    }
    return switch (ask(request)) {
      case NOW -> begin(request) ? context.getInvokeAction() : context.getStopAction();
      case LATER -> context.getSuspendAction();
      case NEVER -> {
        refuse(request.connection(), full());
        yield context.getStopAction();
      }
    };
  }

  /** Nobody may find it in the queue before it is suspended. */
  private static RequestQueue.Turn ask(Request request) {
    synchronized (request.queue()) {
      RequestQueue.Turn turn = request.queue().ask(request, request.bytes());
      if (turn == RequestQueue.Turn.LATER) {
        var unused = request.context().suspend();
      }
      return turn;
    }
  }

  /** False: its client is gone, and the turn is the next one's. */
  private boolean begin(Request request) {
    boolean answered = connections.enter(request.connection(), Phase.ANSWERED);
    ANSWERED.set(request.connection(), request);
    if (answered) {
      request.context().addCompletionListener(context -> end(request));
    } else {
      end(request);
    }
    return answered;
  }

  /** The answer on this connection is complete. */
  void answered(Connection<?> connection) {
    end(ANSWERED.remove(connection));
  }

  /** Told once or twice: of the answer's end, and of the context's, should there be no answer. */
  private void end(@Nullable Request request) {
    if (request == null || !request.ended().compareAndSet(false, true)) {
      return;
    }
    connections.enter(request.connection(), Phase.IDLE);
    request.queue().end(request.bytes()).forEach(this::resume);
  }

  /** On a thread of its own: this one still has an answer to complete. */
  private void resume(Request request) {
    FilterChainContext context = request.context();
    request
        .connection()
        .getTransport()
        .getWorkerThreadPool()
        .execute(
            () ->
                context.resume(
                    begin(request) ? context.getInvokeAction() : context.getStopAction()));
  }

  private Answer full() {
    return Answer.busy(
        "%d requests are answered and %d wait (gatehook.http.requests, gatehook.http.queue)"
            .formatted(limits.requests(), limits.queue()));
  }

  /** Tells the client why, and hears no more of it. */
  void refuse(Connection<?> connection, Answer answer) {
    if (connections.enter(connection, Phase.REFUSED)) {
      farewell.to(connection, answer, asksForHeadOnly(connection));
    }
  }

  /** One round: sees to those whose time is up. */
  void sweep() {
    List<Overdue<Connection<?>>> overdue = connections.overdue();
    overdue.forEach(this::cut);
  }

  private void cut(Overdue<Connection<?>> overdue) {
    Connection<?> connection = overdue.connection();
    switch (overdue.phase()) {
      case HEAD -> {
        if (overdue.bytes() == 0) {
          connection.terminateSilently();
        } else {
          refuse(connection, slow("head", "gatehook.http.head-timeout"));
        }
      }
      case BODY -> refuse(connection, slow("body", "gatehook.http.body-timeout"));
      case QUEUED -> {
        refuse(connection, full());
        giveUp(connection);
      }
      case REFUSED -> connection.terminateSilently();
      case IDLE, ANSWERED -> throw new IllegalStateException("have no limit");
    }
  }

  private static Answer slow(String part, String key) {
    return Answer.of(408, "The %s of the request took too long (%s)".formatted(part, key));
  }

  private void giveUp(Connection<?> connection) {
    Stream.of(queue, queueOfHealth)
        .map(each -> each.giveUp(request -> request.connection().equals(connection)))
        .flatMap(Optional::stream)
        .map(Request::context)
        .forEach(context -> context.resume(context.getStopAction()));
  }
}
