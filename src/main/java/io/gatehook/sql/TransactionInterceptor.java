package io.gatehook.sql;

import io.gatehook.metrics.Metrics;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionalException;
import jakarta.transaction.UserTransaction;
import org.jspecify.annotations.Nullable;

/** Begins and ends the transactions of methods that are {@link InTransaction}. */
@Interceptor
@InTransaction
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class TransactionInterceptor {
  /** Not the manager: connections take part only in what the current invocation was told of. */
  @Resource UserTransaction transaction;

  @Resource(lookup = "java:appserver/TransactionManager")
  TransactionManager manager;

  @Inject Metrics metrics;

  @AroundInvoke
  Object surround(InvocationContext call) throws Exception {
    Transaction callers = callers();
    if (callers == null) {
      return inNew(call);
    }
    if (!isOwn(call)) {
      return inCallers(call);
    }
    suspend();
    try {
      return inNew(call);
    } finally {
      resume(callers);
    }
  }

  /** What failed halfway must not be committed by a caller that goes on all the same. */
  private Object inCallers(InvocationContext call) throws Exception {
    boolean returned = false;
    try {
      Object result = call.proceed();
      returned = true;
      return result;
    } finally {
      if (!returned) {
        manager.setRollbackOnly();
      }
    }
  }

  private static boolean isOwn(InvocationContext call) {
    InTransaction wanted = call.getMethod().getAnnotation(InTransaction.class);
    return wanted != null && wanted.own();
  }

  private Object inNew(InvocationContext call) throws Exception {
    long begun = System.nanoTime();
    begin();
    boolean returned = false;
    try {
      Object result = call.proceed();
      returned = true;
      return result;
    } finally {
      end(returned, begun);
    }
  }

  private @Nullable Transaction callers() {
    try {
      return manager.getTransaction();
    } catch (SystemException e) {
      throw new TransactionalException("the transaction is not known", e);
    }
  }

  private void suspend() {
    try {
      manager.suspend();
    } catch (SystemException e) {
      throw new TransactionalException("the caller's transaction was not suspended", e);
    }
  }

  private void resume(Transaction callers) {
    try {
      manager.resume(callers);
    } catch (InvalidTransactionException | SystemException e) {
      throw new TransactionalException("the caller's transaction was not resumed", e);
    }
  }

  private void begin() {
    try {
      transaction.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new TransactionalException("the transaction did not begin", e);
    }
  }

  private void end(boolean commit, long begun) {
    boolean committed = false;
    try {
      if (commit) {
        transaction.commit();
        committed = true;
      } else {
        transaction.rollback();
      }
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException e) {
      throw new TransactionalException("the transaction did not end as it should", e);
    } finally {
      metrics.transaction(committed, System.nanoTime() - begun);
    }
  }
}
