package io.gatehook.admin;

import io.gatehook.admin.ingest.RefusedEvents;
import io.gatehook.admin.ingest.TooManyEvents;
import io.gatehook.delivery.operator.DeliveryProblem;
import io.gatehook.json.Json;
import io.gatehook.sql.StoreFailure;
import jakarta.json.JsonObject;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** Turns what goes wrong with worker events and deliveries into answers in Kong's form. */
public final class DeliveryErrorMappers {
  /** Seconds after which a client may try again when the store is out of reach. */
  static final int RETRY_AFTER = 5;

  private static final Logger LOG = System.getLogger(DeliveryErrorMappers.class.getName());

  private DeliveryErrorMappers() {}

  /** A batch that is refused whole: Kong's body, and the index of the wrong event. */
  @Provider
  public static class OfRefusedEvents implements ExceptionMapper<RefusedEvents> {
    @Override
    public Response toResponse(RefusedEvents refusal) {
      int status =
          switch (refusal.reason()) {
            case MALFORMED, INVALID -> 400;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_TYPE -> 415;
          };
      KongError error =
          refusal
              .violations()
              .map(KongError::schemaViolation)
              .orElseGet(() -> KongError.message(status, String.valueOf(refusal.getMessage())));
      return Answers.json(status, withIndex(error.body(), refusal));
    }

    private static JsonObject withIndex(JsonObject body, RefusedEvents refusal) {
      var json = Json.VALUES.createObjectBuilder(body);
      refusal.index().ifPresent(index -> json.add("index", index));
      return json.build();
    }
  }

  /** More than the rate limit: the sender may come again when there is room. */
  @Provider
  public static class OfTooManyEvents implements ExceptionMapper<TooManyEvents> {
    @Override
    public Response toResponse(TooManyEvents refusal) {
      long seconds = refusal.retryAfter().plusSeconds(1).minusNanos(1).toSeconds();
      return again(KongError.message(429, String.valueOf(refusal.getMessage())), seconds);
    }
  }

  /** What an operator asked for and cannot have. */
  @Provider
  public static class OfDeliveryProblem implements ExceptionMapper<DeliveryProblem> {
    @Override
    public Response toResponse(DeliveryProblem problem) {
      return Answers.of(
          switch (problem.code()) {
            case NOT_FOUND -> KongError.notFound();
            case WRONG_STATE, TOO_MANY ->
                KongError.message(409, String.valueOf(problem.getMessage()));
          });
    }
  }

  /** The database is out of reach: nothing was recorded, and the sender may try again. */
  @Provider
  public static class OfStoreFailure implements ExceptionMapper<StoreFailure> {
    @Override
    public Response toResponse(StoreFailure failure) {
      return unavailable(failure);
    }
  }

  /** The commit failed. */
  @Provider
  public static class OfFailedCommit implements ExceptionMapper<TransactionalException> {
    @Override
    public Response toResponse(TransactionalException failure) {
      return unavailable(failure);
    }
  }

  /** Whether the database is behind it, as in what JPA throws, which has no type of its own. */
  static boolean isOfStore(Throwable problem) {
    return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
        .anyMatch(SQLException.class::isInstance);
  }

  static Response unavailable(Throwable failure) {
    LOG.log(Level.ERROR, "the store is out of reach", failure);
    return again(KongError.message(503, "The store is out of reach, try again"), RETRY_AFTER);
  }

  private static Response again(KongError error, long seconds) {
    return Response.fromResponse(Answers.of(error))
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }
}
