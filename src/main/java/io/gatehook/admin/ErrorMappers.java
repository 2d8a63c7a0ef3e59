package io.gatehook.admin;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.gatehook.admin.body.RefusedBody;
import io.gatehook.hook.HookProblem;
import io.gatehook.schema.InvalidEntity;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns every exception that leaves a resource into an answer in Kong's form. */
public final class ErrorMappers {
  private static final System.Logger LOG = System.getLogger(ErrorMappers.class.getName());

  private ErrorMappers() {}

  /** What a resource refuses in so many words. */
  @Provider
  public static class OfRefusal implements ExceptionMapper<Refusal> {
    @Override
    public Response toResponse(Refusal refusal) {
      return Answers.of(refusal.error());
    }
  }

  /** Members that the schema refuses. */
  @Provider
  public static class OfInvalidEntity implements ExceptionMapper<InvalidEntity> {
    @Override
    public Response toResponse(InvalidEntity refusal) {
      return Answers.of(KongError.schemaViolation(refusal.violations()));
    }
  }

  /** What is wrong about a hook besides its members. */
  @Provider
  public static class OfHookProblem implements ExceptionMapper<HookProblem> {
    @Override
    public Response toResponse(HookProblem problem) {
      String id = problem.id().toString();
      return Answers.of(
          switch (problem.code()) {
            case NOT_FOUND -> KongError.absent(id);
            case PRIMARY_KEY_VIOLATION -> KongError.primaryKeyViolation(id);
            case NO_PING -> KongError.message(400, String.valueOf(problem.getMessage()));
          });
    }
  }

  /** A body or a query that cannot be read. */
  @Provider
  public static class OfRefusedBody implements ExceptionMapper<RefusedBody> {
    @Override
    public Response toResponse(RefusedBody refusal) {
      int status =
          switch (refusal.reason()) {
            case MALFORMED_JSON, MALFORMED_FORM, NOT_AN_OBJECT, TOO_MANY_ARGUMENTS -> 400;
            case TOO_LARGE -> 413;
            case UNSUPPORTED_TYPE -> 415;
          };
      return Answers.of(KongError.message(status, String.valueOf(refusal.getMessage())));
    }
  }

  /** A body that ends early or breaks off; nothing else in a request reads a stream. */
  @Provider
  public static class OfBrokenBody implements ExceptionMapper<UncheckedIOException> {
    @Override
    public Response toResponse(UncheckedIOException broken) {
      LOG.log(DEBUG, "request body broke off", broken);
      return Answers.of(KongError.message(400, "Cannot read the request body"));
    }
  }

  /** What JAX-RS itself refuses. */
  @Provider
  public static class OfHttp implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException refusal) {
      Response thrown = refusal.getResponse();
      if (thrown.getStatus() >= 500) {
        return Answers.of(unexpected(refusal));
      }
      Response answer = Answers.of(KongError.of(thrown.getStatus()));
      String allow = thrown.getHeaderString(HttpHeaders.ALLOW);
      return allow == null
          ? answer
          : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
    }
  }

  /** A store out of reach; else a bug, which the log has under the id that the client gets. */
  @Provider
  public static class OfEverythingElse implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable problem) {
      return DeliveryErrorMappers.isOfStore(problem)
          ? DeliveryErrorMappers.unavailable(problem)
          : Answers.of(unexpected(problem));
    }
  }

  /**
   * What the client is told of a bug.
   *
   * @param problem for the log; null: nobody knows more
   */
  public static KongError unexpected(@Nullable Throwable problem) {
    String id = UUID.randomUUID().toString();
    LOG.log(ERROR, "request failed, error id " + id, problem);
    return KongError.unexpected(id);
  }
}
