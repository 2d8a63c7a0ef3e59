package io.gatehook.sql;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.TransactionalException;
import jakarta.transaction.UserTransaction;

/**
 * Begins and ends the transaction of a {@code @Transactional} method before the server's own
 * interceptor would, which then joins it. Payara's lets connections take part only below a servlet:
 * on the threads of the dispatcher and of timers every statement would be committed by itself.
 *
 * <p>Whether a {@link UserTransaction} may be used is kept with the current invocation, and the
 * server's interceptor may leave there what it saved for another thread (its field is shared by all
 * threads of a bean). So where it is refused, the {@link TransactionManager} does the same, which
 * asks nobody. It is not the first choice: it does not tell the invocation, and timers that are
 * made in one that still believes in a transaction never begin.
 */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class EnlistedTransaction {
  @Resource UserTransaction transaction;

  @Resource(lookup = "java:appserver/TransactionManager")
  TransactionManager manager;

  /** Tells the state also where the server forbids the use of the transaction itself. */
  @Resource TransactionSynchronizationRegistry current;

  @AroundInvoke
  Object surround(InvocationContext call) throws Exception {
    if (current.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
      return call.proceed();
    }
    begin();
    boolean returned = false;
    try {
      Object result = call.proceed();
      returned = true;
      return result;
    } finally {
      end(returned);
    }
  }

  private void begin() {
    try {
      try {
        transaction.begin();
      } catch (IllegalStateException refused) {
        manager.begin();
      }
    } catch (NotSupportedException | SystemException e) {
      throw new TransactionalException("the transaction did not begin", e);
    }
  }

  private void end(boolean commit) {
    try {
      if (commit) {
        commit();
      } else {
        rollback();
      }
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException e) {
      throw new TransactionalException("the transaction did not end as it should", e);
    }
  }

  private void commit()
      throws RollbackException,
          HeuristicMixedException,
          HeuristicRollbackException,
          SystemException {
    try {
      transaction.commit();
    } catch (IllegalStateException refused) {
      manager.commit();
    }
  }

  private void rollback() throws SystemException {
    try {
      transaction.rollback();
    } catch (IllegalStateException refused) {
      manager.rollback();
    }
  }
}
