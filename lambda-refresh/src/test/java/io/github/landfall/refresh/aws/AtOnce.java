package io.github.landfall.refresh.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes calls at the same time, each on a thread of its own. */
final class AtOnce {

  private AtOnce() {}

  /**
   * Starts every call when all threads are ready, and waits for all.
   *
   * @return what they returned, in their order
   */
  static <T> List<T> call(List<Callable<T>> calls) throws Exception {
    CyclicBarrier ready = new CyclicBarrier(calls.size());
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result :
          threads.invokeAll(
              calls.stream()
                  .<Callable<T>>map(
                      call ->
                          () -> {
                            ready.await();
                            return call.call();
                          })
                  .toList())) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
