package io.gatehook.access;

import io.gatehook.json.Json;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Keeps the status of an answer, and drops what else it says. */
final class StatusAnswer extends HttpServletResponseWrapper {
  private final HttpServletResponse real;

  StatusAnswer(HttpServletResponse real) {
    super(real);
    this.real = real;
  }

  /** Says {@code UP} or {@code DOWN} in the place of all that was dropped. */
  void finish() throws IOException {
    int status = getStatus();
    String word = status == SC_OK ? "UP" : "DOWN";
    AccessFilter.write(real, status, Json.VALUES.createObjectBuilder().add("status", word).build());
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Nowhere();
  }

  @Override
  public PrintWriter getWriter() {
    return new PrintWriter(Writer.nullWriter());
  }

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  @Override
  public void flushBuffer() {}

  @Override
  public void sendError(int status) {
    setStatus(status);
  }

  @Override
  public void sendError(int status, String message) {
    setStatus(status);
  }

  private static final class Nowhere extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("not asynchronous");
    }

    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int offset, int length) {}
  }
}
