package io.gatehook.lua.meter;

import io.gatehook.lua.LogLine;
import io.gatehook.lua.LuaLimits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;

/**
 * Counts every instruction of a sandbox and ends the call when a limit is reached. The interpreter
 * calls it as its debug library; the functions of the library find it by {@link #current()}.
 */
public final class Meter extends DebugLib {
  /** Instructions between two looks at clock and memory. */
  private static final int SLICE = 512;

  private static final int STEP_SLICE = 4096;
  private static final ThreadLocal<@Nullable Meter> CURRENT = new ThreadLocal<>();

  private final LuaLimits limits;
  private final Clock clock;
  private final Random random = new Random();
  private List<LogLine> log = new ArrayList<>();
  private long spent;
  private int granted;
  private int slice;
  private long stepsLeft;
  private int stepSlice;
  private long deadline;
  private long memoryAtStart;

  private int depth;
  private int natives;
  private int pc;
  private int[] code = {};
  private LuaClosure[] closures = {};
  private LuaValue[][] stacks = {};
  private int[] callerPc = {};

  /** Its random numbers are for math.random only. */
  public Meter(LuaLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** The meter of the call that runs on this thread. */
  public static Meter current() {
    Meter meter = CURRENT.get();
    if (meter == null) {
      throw new IllegalStateException("no Lua call runs on this thread");
    }
    return meter;
  }

  /** Begins a call on this thread; returns what {@link #end} takes. */
  public @Nullable Meter begin() {
    Meter outer = CURRENT.get();
    CURRENT.set(this);
    spent = 0;
    granted = 0;
    slice = 0;
    stepsLeft = limits.text().patternSteps();
    stepSlice = 0;
    log = new ArrayList<>();
    depth = 0;
    natives = 0;
    code = new int[0];
    memoryAtStart = ThreadMemory.allocated();
    deadline = System.nanoTime() + limits.code().wallTime().toNanos();
    return outer;
  }

  /** Ends the call on this thread. */
  public void end(@Nullable Meter outer) {
    if (outer == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(outer);
    }
    Arrays.fill(closures, null);
    Arrays.fill(stacks, null);
  }

  public LuaLimits limits() {
    return limits;
  }

  public Clock clock() {
    return clock;
  }

  public Random random() {
    return random;
  }

  /** Keeps a line that the code says; level as in {@link LogLine}. */
  public void log(String level, String text) {
    if (log.size() >= limits.log().lines()) {
      throw Exceeded.limit("more than %d log lines".formatted(limits.log().lines()));
    }
    log.add(new LogLine(level, text));
  }

  /** What the call said. */
  public List<LogLine> log() {
    return log;
  }

  /** Counts work of a library function, in instructions. */
  public void charge(long instructions) {
    long left = slice - instructions;
    if (left < 0) {
      spent += granted + -left;
      refill();
    } else {
      slice = (int) left;
    }
  }

  /** Counts the making of a string before its bytes are allocated. */
  public void string(long bytes) {
    if (bytes > limits.text().bytes()) {
      throw Exceeded.limit("string longer than %d bytes".formatted(limits.text().bytes()));
    }
    charge(1 + (bytes >> 6));
  }

  /** Counts one step of a matcher. */
  public void step() {
    if (--stepSlice < 0) {
      if (stepsLeft <= 0) {
        throw Exceeded.limit("more than %d pattern steps".formatted(limits.text().patternSteps()));
      }
      stepSlice = (int) Math.min(stepsLeft, STEP_SLICE);
      stepsLeft -= stepSlice;
      checkTimeAndMemory();
    }
  }

  /** A library function is about to call back; ended by {@link #leave()}. */
  public void enter() {
    natives++;
    checkDepth();
  }

  public void leave() {
    natives--;
  }

  @Override
  public void onCall(LuaFunction function) {
    // functions of the library count for themselves
  }

  @Override
  public void onCall(LuaClosure closure, Varargs varargs, LuaValue[] stack) {
    checkDepth();
    if (depth == closures.length) {
      grow();
    }
    closures[depth] = closure;
    stacks[depth] = stack;
    callerPc[depth] = pc;
    depth++;
    code = closure.p.code;
    pc = 0;
  }

  @Override
  public void onReturn() {
    depth--;
    pc = callerPc[depth];
    stacks[depth] = null;
    closures[depth] = null;
    code = depth == 0 ? code : closures[depth - 1].p.code;
  }

  @Override
  public void onInstruction(int at, Varargs varargs, int top) {
    pc = at;
    if (--slice < 0) {
      spent += granted + 1;
      refill();
    }
    int opcode = code[at] & 0x3f;
    if (opcode == Lua.OP_CONCAT) {
      concat(code[at]);
    } else if (opcode == Lua.OP_TAILCALL) {
      // the call itself happens when this frame is gone, too late for a good message
      if (!Faults.isCallable(stacks[depth - 1][Lua.GETARG_A(code[at])])) {
        throw new ScriptError(where() + Faults.describe(frame()));
      }
    }
  }

  /** Called by the interpreter while the frame of a fault is still there. */
  @Override
  public String traceback(int level) {
    return depth == 0 ? Faults.UNKNOWN : Faults.trace(where(), frame());
  }

  /** Position of the Lua function that calls the library function; empty if none does. */
  public String where(LuaValue callee) {
    return depth > 0 && frame().calls(callee) ? where() : "";
  }

  /** Position of what called the Lua function that calls the library function. */
  public String whereCaller(LuaValue callee) {
    if (depth < 2 || !frame().calls(callee)) {
      return "";
    }
    Frame caller = new Frame(closures[depth - 2], callerPc[depth - 1], stacks[depth - 2]);
    return caller.calls(closures[depth - 1]) ? caller.position() : "";
  }

  /** Whether the library function is called with a colon. */
  public boolean asMethod(LuaValue callee) {
    return depth > 0 && frame().calls(callee) && frame().callsMethod();
  }

  private String where() {
    return frame().position();
  }

  private Frame frame() {
    return new Frame(closures[depth - 1], pc, stacks[depth - 1]);
  }

  private void checkDepth() {
    if (depth + natives >= limits.code().callDepth()) {
      throw Exceeded.limit(
          "stack overflow (calls nested deeper than %d)".formatted(limits.code().callDepth()));
    }
  }

  private void grow() {
    int size = Math.max(4, depth * 2);
    closures = Arrays.copyOf(closures, size);
    stacks = Arrays.copyOf(stacks, size);
    callerPc = Arrays.copyOf(callerPc, size);
  }

  private void refill() {
    if (spent > limits.code().instructions()) {
      throw Exceeded.limit("more than %d instructions".formatted(limits.code().instructions()));
    }
    granted = (int) Math.min(SLICE, limits.code().instructions() - spent);
    slice = granted;
    checkTimeAndMemory();
  }

  private void checkTimeAndMemory() {
    if (System.nanoTime() - deadline > 0) {
      throw Exceeded.limit("longer than %d ms".formatted(limits.code().wallTime().toMillis()));
    }
    if (ThreadMemory.allocated() - memoryAtStart > limits.code().allocatedBytes()) {
      throw Exceeded.limit(
          "more than %d bytes of memory".formatted(limits.code().allocatedBytes()));
    }
  }

  /** The length is known before a byte is copied, and numbers get Lua's text, not LuaJ's. */
  private void concat(int instruction) {
    LuaValue[] stack = stacks[depth - 1];
    int first = Lua.GETARG_B(instruction);
    int last = Lua.GETARG_C(instruction);
    long length = 0;
    for (int i = first; i <= last; i++) {
      if (stack[i] instanceof LuaString text) {
        length += text.m_length;
      } else if (stack[i].type() == LuaValue.TNUMBER) {
        LuaString text = NumberText.string(stack[i]);
        stack[i] = text;
        length += text.m_length;
      } else {
        throw new ScriptError(where() + Faults.concat(frame(), first, last));
      }
    }
    string(length);
  }
}
