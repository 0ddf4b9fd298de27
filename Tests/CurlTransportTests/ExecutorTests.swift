import Glibc
import Testing

@testable import CurlTransport

/// The engine's thread as the place where tasks run.
@Suite struct ExecutorTests {
  @Test func `tasks that prefer it run on one thread, and come back to it`() async {
    let engine = CurlEngine()
    let threads = await withTaskGroup { group in
      for _ in 0..<20 {
        group.addTask(executorPreference: engine.executor) {
          var threads = [pthread_self()]
          for _ in 0..<20 {
            await Self.hop()
            threads.append(pthread_self())
          }
          return threads
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(threads).count == 1)
    await engine.shutdown()
  }

  @Test func `a task goes on elsewhere when the thread has ended`() async {
    let engine = CurlEngine()
    let task = Task(executorPreference: engine.executor) {
      await engine.shutdown()
      await Self.hop()
      return 1
    }
    #expect(await task.value == 1)
    #expect(await Task(executorPreference: engine.executor) { 2 }.value == 2)
  }

  /// What libraries free at a thread's end must not meet the end of the process, which frees more.
  @Test(.timeLimit(.minutes(20))) func `after the shutdown the thread is gone`() async {
    for _ in 0..<50 {
      let engine = CurlEngine()
      let folder = await Task(executorPreference: engine.executor) { Self.threadFolder }.value
      await engine.shutdown()
      #expect(folder.contains("/task/"))
      // Who has joined a thread may be running before the kernel has let go of it.
      while access(folder, F_OK) == 0 { sched_yield() }
      await engine.shutdown()
    }
  }

  /// Where /proc tells of the thread that asks.
  private static var threadFolder: String {
    guard let path = realpath("/proc/thread-self", nil) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  @Test(.timeLimit(.minutes(20))) func `tasks end although the thread ends among them`() async {
    for _ in 0..<100 {
      let engine = CurlEngine()
      let tasks = (0..<10).map { number in
        Task(executorPreference: engine.executor) {
          for _ in 0..<5 { await Self.hop() }
          return number
        }
      }
      await engine.shutdown()
      for (number, task) in tasks.enumerated() { #expect(await task.value == number) }
    }
  }

  @MainActor static func hop() {}
}
