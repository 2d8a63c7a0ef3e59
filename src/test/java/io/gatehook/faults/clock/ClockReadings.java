package io.gatehook.faults.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Adds the skew to what the two readings of the wall clock answer, wherever they are called. */
final class ClockReadings implements ClassFileTransformer {
  private static final int ASM = Opcodes.ASM9;
  private static final Set<String> DECLARING = Set.of("java/lang/System", "jdk/internal/misc/VM");
  private static final String MILLIS = "currentTimeMillis";
  private static final String NANOS = "getNanoTimeAdjustment";

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
    if (DECLARING.contains(name) || !mentionsAny(bytes)) {
      return null;
    }
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    new ClassReader(bytes).accept(new Readings(writer), 0);
    return writer.toByteArray();
  }

  /** Whether a class that is loaded already reads the clock. */
  static boolean concerns(Class<?> type) {
    String name = type.getName().replace('.', '/');
    if (type.isArray() || type.isHidden() || DECLARING.contains(name)) {
      return false;
    }
    try (InputStream file = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return file != null && mentionsAny(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean mentionsAny(byte[] bytes) {
    String constants = new String(bytes, StandardCharsets.ISO_8859_1);
    return constants.contains(MILLIS) || constants.contains(NANOS);
  }

  private static final class Readings extends ClassVisitor {
    Readings(ClassVisitor next) {
      super(ASM, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class Calls extends MethodVisitor {
    Calls(MethodVisitor next) {
      super(ASM, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      if (owner.equals("java/lang/System") && name.equals(MILLIS)) {
        add("millis");
      } else if (owner.equals("jdk/internal/misc/VM") && name.equals(NANOS)) {
        add("nanos");
      }
    }

    private void add(String skew) {
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, "io/gatehook/faults/clock/Skew", skew, "()J", false);
      super.visitInsn(Opcodes.LADD);
    }
  }
}
